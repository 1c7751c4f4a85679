import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Notice, TextInput } from '../../ui/index.ts';
import { inviteMember } from '../commands/entry-team.server.ts';
import { EntryStepPage } from '../components/entry-parts.tsx';
import { TeamTable } from '../components/team-table.tsx';
import { isLate } from '../entry-refusals.ts';
import { inviteLimit } from '../entry-limits.ts';
import { doneQuery, entryParams, inviteForm } from '../forms/entries.ts';
import { entryMessages } from '../messages/entries.ts';
import { teamMessages as messages } from '../messages/entry-team.ts';
import { entryHead } from '../queries/entry-page.server.ts';
import { teamOf } from '../queries/entry-team.server.ts';

export const loader = page({ guard: 'signed-in', params: entryParams, query: doneQuery }, async ({ actor, params, query, context }) => {
  const { at } = momentOf(portsOf(context));
  return { entry: await entryHead(context.db, actor, params.id, at), team: await teamOf(context.db, actor, params.id, at), done: query.done };
});

export const action = submit({ guard: 'signed-in', params: entryParams, form: inviteForm }, async ({ actor, params, form, context }) => {
  await context.spendPoint(inviteLimit, actor.id);
  const outcome = await inviteMember(portsOf(context), actor, params.id, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: isLate(outcome) ? 409 : 422 });
  context.wakeJobs();
  return seeOther(`/contests/entries/${params.id}/team?done=invited`);
});

export const meta = titled((locale) => entryMessages.in(locale)('step.team'));

const words = { invited: 'done.invited', removed: 'done.removed', 'handed-over': 'done.handed-over' } as const;

export default function TeamPage() {
  const { entry, team, done } = useLoaderData<typeof loader>();
  const t = useText(messages);
  const told = done && Object.hasOwn(words, done) ? words[done as keyof typeof words] : null;
  return (
    <EntryStepPage entry={entry} step="team" lead={t('team.lead')} note={told ? <Notice tone="ok" focused>{t(told)}</Notice> : null}>
      <Faults />
      <TeamTable entry={entry} team={team} />
      {entry.isLead && entry.isOpen ? <Invite /> : null}
      {entry.isLead ? null : <Card title={t('deed.leave')} id="leave" lead={t('leave.text')}><form method="post" action={`/contests/entries/${entry.id}/team/leaving`}><Button variant="danger" icon="log-out">{t('deed.leave')}</Button></form></Card>}
    </EntryStepPage>
  );
}

function Invite() {
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <Card title={t('invite.title')} id="invite" lead={t('invite.lead')}>
      <form method="post" noValidate className="stack">
        <TextInput name="fullName" label={t('invite.name')} error={say('fullName')} defaultValue={value('fullName')} maxLength={120} required />
        <TextInput name="email" type="email" label={t('invite.email')} error={say('email')} defaultValue={value('email')} maxLength={200} required />
        <div className="row"><Button icon="send">{t('invite.send')}</Button></div>
      </form>
    </Card>
  );
}
