import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { remindSelected } from '../commands/remind-selected.server.ts';
import { HandReminderPage } from '../components/hand-reminder-page.tsx';
import { chosenIn, handForm, handQuery } from '../forms/reminders.ts';
import { reminderMessages } from '../messages/reminders.ts';
import { canRemindPeople } from '../policy.ts';
import { handReminderPreview, type HandPreview } from '../queries/hand-reminders.server.ts';

/** The list that she came from. */
const listOf = ({ unit, course, state }: { unit?: string | undefined; course: string; state?: string | undefined }) => `/units?${unit ? `unit=${unit}&` : ''}course=${course}${state ? `&state=${state}` : ''}`;

export const loader = page({ guard: canRemindPeople, query: handQuery }, async ({ actor, query, context, request }) => {
  const ports = portsOf(context);
  const who = chosenIn(request.url);
  const preview = await handReminderPreview(context.db, actor, { course: query.course, who }, { ...momentOf(ports), timeZone: ports.timeZone, locale: context.reader.locale, baseUrl: context.env.baseUrl });
  return { preview, back: `${listOf(query)}#people` };
});

export const action = submit({ guard: canRemindPeople, query: handQuery, form: handForm }, async ({ actor, query, form, context }) => {
  const outcome = await remindSelected(portsOf(context), actor, { course: query.course, who: form.who });
  if (!outcome.ok) return data(refuseForm(outcome.faults, {}), { status: 409 });
  context.wakeJobs();
  return seeOther(`${listOf(query)}&reminded=${outcome.sent}&skipped=${outcome.skipped}`);
});

export const meta = titled((locale) => reminderMessages.in(locale)('hand.title'));
export const handle = { layout: 'wide' };

export default function HandReminder() {
  return <HandReminderPage {...(useLoaderData() as unknown as { preview: HandPreview; back: string })} />;
}
