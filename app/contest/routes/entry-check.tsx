import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { newId } from '../../platform/ids.ts';
import { handInEntry } from '../commands/hand-in-entry.server.ts';
import { EntryStepPage, SecretNotice } from '../components/entry-parts.tsx';
import { HandInForm, MissingList } from '../components/hand-in-form.tsx';
import { isLate } from '../entry-refusals.ts';
import { entryParams, handInForm } from '../forms/entries.ts';
import { entryMessages as messages } from '../messages/entries.ts';
import { handInView } from '../queries/entry-files.server.ts';
import { entryHead } from '../queries/entry-page.server.ts';

export const loader = page({ guard: 'signed-in', params: entryParams }, async ({ actor, params, context }) => ({
  entry: await entryHead(context.db, actor, params.id, momentOf(portsOf(context)).at),
  view: await handInView(context.db, actor, params.id),
  /** Which form this is: sent twice it is one submission. */
  key: newId(),
}));

export const action = submit({ guard: 'signed-in', params: entryParams, form: handInForm }, async ({ actor, params, form, context }) => {
  const outcome = await handInEntry({ ...portsOf(context), secret: context.secret }, actor, { entryId: params.id, key: form.key, rulesId: form.rulesId });
  if (!outcome.ok) return data(refuseForm(outcome.faults, { agreesRules: form.agreesRules, agreesData: form.agreesData }), { status: isLate(outcome) ? 409 : 422 });
  context.wakeJobs();
  return seeOther(`/contests/entries/${params.id}/receipt/${outcome.version}`);
});

export const meta = titled((locale) => messages.in(locale)('check.title'));

export default function EntryCheckPage() {
  const { entry, view, key } = useLoaderData<typeof loader>();
  const t = useText(messages);
  return (
    <EntryStepPage entry={entry} step="check" lead={t('check.lead')} note={<SecretNotice marks={entry.marks} />}>
      <Faults />
      <MissingList entry={entry} />
      <HandInForm entry={entry} view={view} formKey={key} />
    </EntryStepPage>
  );
}
