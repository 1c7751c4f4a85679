import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Meta, Notice, PageHead, Select, TextArea } from '../../ui/index.ts';
import { pinByOrganiser, removeJudge } from '../commands/invite-judge.server.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { shownTies, TieTable } from '../components/judge-list.tsx';
import { JudgeTag } from '../components/judging-parts.tsx';
import { ReadOnlyNotice } from '../components/read-only-notice.tsx';
import { judgeDeedForm, judgeDoneQuery, judgeParams } from '../forms/judging.ts';
import { judgesMessages as messages } from '../messages/judges.ts';
import { canOrganiseContests } from '../policy.ts';
import { getJudge, listConflicts, type ConflictRow, type JudgeRow } from '../queries/judges.server.ts';
import { getDeskContest, type JudgingContest } from '../queries/judging-contest.server.ts';
import { listHandedIn, type HandedIn } from '../queries/screening.server.ts';

export const loader = page({ guard: canOrganiseContests, params: judgeParams, query: judgeDoneQuery }, async ({ actor, params, query, context }) => {
  const contest = await getDeskContest(context.db, actor, params.contest);
  const judge = await getJudge(context.db, contest.id, params.judge, momentOf(portsOf(context)).today);
  return { contest, judge, query, conflicts: await listConflicts(context.db, judge.id), entries: await listHandedIn(context.db, contest.id) };
});

export const action = submit({ guard: canOrganiseContests, params: judgeParams, form: judgeDeedForm }, async ({ actor, params, form, context }) => {
  const [ports, judges] = [portsOf(context), `/contest-desk/${params.contest}/judges`];
  const outcome = form.deed === 'remove' ? await removeJudge(ports, actor, params.contest, { judgeId: params.judge, reason: form.reason }) : await pinByOrganiser(ports, actor, params.contest, { judgeId: params.judge, entryId: form.entryId, reason: form.tieReason });
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 409 });
  return seeOther(form.deed === 'remove' ? `${judges}?done=removed` : `${judges}/${params.judge}?done=pinned`);
});

export const meta = titled((locale) => messages.in(locale)('judges.title'));

interface Loaded {
  contest: JudgingContest;
  judge: JudgeRow;
  query: { done?: 'pinned' };
  conflicts: ConflictRow[];
  entries: HandedIn[];
}

export default function DeskJudgePage() {
  const { contest, judge, query, conflicts, entries } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  const facts = [{ term: t('judge.unit'), detail: judge.employer ?? judge.unitName ?? '–' }, { term: t('judge.email'), detail: judge.email ?? '–' }, { term: t('judge.load'), detail: `${t('judge.load-of', { locked: judge.locked, reviews: judge.reviews })} · ${t('judge.load-most', { most: judge.maxReviews })}` }];
  return (
    <div className="stack-l">
      <PageHead title={judge.fullName} tags={<JudgeTag state={judge.state} />} breadcrumb={<DeskCrumbs contest={contest} between={{ label: t('judges.title'), href: `/contest-desk/${contest.id}/judges` }} here={judge.fullName} />} />
      <ReadOnlyNotice contest={contest} />
      {query.done ? <Notice tone="ok" focused>{t('judge.pinned')}</Notice> : null}
      <Faults />
      <Card><Meta items={facts} /></Card>
      <TieTable ties={shownTies(conflicts)} />
      <PinForm entries={entries} />
      {judge.state === 'REMOVED' ? null : <RemoveForm />}
    </div>
  );
}

function PinForm({ entries }: { entries: readonly HandedIn[] }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <Card title={t('judge.pin')} id="pin">
      <form method="post" noValidate className="stack">
        <Select name="entryId" label={t('judge.pin-entry')} error={say('entryId')} defaultValue={value('entryId')} emptyLabel={t('judge.pin-choose')} options={entries.map((entry) => ({ value: entry.id, label: `${entry.number} – ${entry.title}` }))} required />
        <TextArea name="tieReason" label={t('judge.pin-reason')} error={say('tieReason')} defaultValue={value('tieReason')} rows={2} required />
        <div className="row"><Button name="deed" value="pin" variant="ghost">{t('judge.pin')}</Button></div>
      </form>
    </Card>
  );
}

function RemoveForm() {
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <Card title={t('judge.remove')} id="remove">
      <form method="post" noValidate className="stack">
        <TextArea name="reason" label={t('judge.remove-reason')} hint={t('judge.remove-hint')} error={say('reason')} defaultValue={value('reason')} rows={2} required />
        <div className="row"><Button name="deed" value="remove" variant="danger">{t('judge.remove')}</Button></div>
      </form>
    </Card>
  );
}
