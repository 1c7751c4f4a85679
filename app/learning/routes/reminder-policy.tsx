import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { configuredChannels } from '../../messaging/index.server.ts';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { canSeeReminders } from '../../people/policy.ts';
import { page, submit } from '../../people/route.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { changeReminderPolicy } from '../commands/change-reminder-policy.server.ts';
import { ReminderPolicyView } from '../components/reminder-policy-page.tsx';
import { policyForm, policyQuery } from '../forms/reminders.ts';
import { reminderMessages } from '../messages/reminders.ts';
import { canChangeReminderPolicy } from '../policy.ts';
import { reminderPolicyPage, type ReminderPolicyPage } from '../queries/reminder-policy.server.ts';
import { reminderChannels, type ReminderChannel } from '../rules/reminder-policy.ts';
import { typedPolicy } from '../rules/typed-policy.ts';

export const loader = page({ guard: canSeeReminders, query: policyQuery }, async ({ actor, query, context }) => {
  const shown = await reminderPolicyPage(context.db, { today: momentOf(portsOf(context)).today, dueOn: query.due });
  const ready = configuredChannels(context.env);
  return { shown, mayChange: canChangeReminderPolicy(actor), isSaved: query.done === 'saved', channels: reminderChannels.filter((channel) => ready.includes(channel) || shown.newest.value.channels.includes(channel)) };
});

export const action = submit({ guard: canChangeReminderPolicy, form: policyForm }, async ({ actor, form, context }) => {
  const outcome = await changeReminderPolicy(portsOf(context), actor, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, typedPolicy(form.policy, form.legalBasis)), { status: 409 });
  return seeOther('/admin/reminders/policy?done=saved');
});

export const meta = titled((locale) => reminderMessages.in(locale)('tab.policy'));
export const handle = { layout: 'wide' };

export default function Policy() {
  return <ReminderPolicyView {...(useLoaderData() as unknown as { shown: ReminderPolicyPage; mayChange: boolean; isSaved: boolean; channels: ReminderChannel[] })} />;
}
