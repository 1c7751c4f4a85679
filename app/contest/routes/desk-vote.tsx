import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, Notice, PageHead, TextInput } from '../../ui/index.ts';
import { openVote } from '../commands/public-vote.server.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { VoteCounts, VoteReportCard } from '../components/vote-parts.tsx';
import { ReadOnlyNotice } from '../components/read-only-notice.tsx';
import { contestParams } from '../forms/results.ts';
import { openVoteForm } from '../forms/vote.ts';
import { voteMessages as messages } from '../messages/vote.ts';
import { canOrganiseContests, canSeeContestDesk } from '../policy.ts';
import { getContestHead, type ContestHead } from '../queries/contest-round.server.ts';
import { readVoteDesk, type VoteDesk } from '../queries/vote.server.ts';

export const loader = page({ guard: canSeeContestDesk, params: contestParams }, async ({ actor, params, context }) => {
  const contest = await getContestHead(context.db, params.contest);
  return { contest, desk: await readVoteDesk(context.db, contest, momentOf(portsOf(context)).at), canOpen: canOrganiseContests(actor) && contest.closedAt === null };
});

export const action = submit({ guard: canOrganiseContests, params: contestParams, form: openVoteForm }, async ({ actor, params, form, context }) => {
  const outcome = await openVote(portsOf(context), actor, { ...params, closesAt: form.closes.at });
  if (!outcome.ok) return data(refuseForm(outcome.faults, { closes: form.closes.typed }), { status: 409 });
  return seeOther(`/contest-desk/${params.contest}/vote`);
});

export const meta = titled((locale) => messages.in(locale)('title'));

export default function DeskVotePage() {
  const { contest, desk: { page: vote, votable, isPlanned, report }, canOpen } = useLoaderData() as unknown as { contest: ContestHead; desk: VoteDesk; canOpen: boolean };
  const t = useText(messages);
  const formats = useFormats();
  const { say, value } = useFaults();
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('desk.lead')} breadcrumb={<DeskCrumbs contest={contest} here={t('title')} />} actions={vote.state === 'NONE' ? undefined : <LinkButton variant="ghost" icon="external-link" href={`/contests/${contest.slug}/vote`}>{t('desk.link')}</LinkButton>} />
      <ReadOnlyNotice contest={contest} />
      <Faults />
      {vote.state === 'NONE' ? <p>{isPlanned ? t('desk.votable', { count: votable }) : t('fault.not-planned')}</p> : null}
      {vote.state === 'NONE' && isPlanned && canOpen && votable >= 2 ? (
        <Card>
          <form method="post" noValidate className="stack">
            <TextInput name="closes" type="datetime-local" step={1} label={t('desk.closes')} hint={t('desk.closes-hint')} error={say('closes')} defaultValue={value('closes')} width="middle" required />
            <div className="row"><Button>{t('desk.open')}</Button></div>
          </form>
        </Card>
      ) : null}
      {vote.state === 'OPEN' && vote.closesAt ? <Notice live={false} title={t('open', { at: formats.second(vote.closesAt) })}>{t('hidden')}</Notice> : null}
      {vote.state === 'RESTING' ? <Notice tone="warn" live={false}>{t('resting')}</Notice> : null}
      {vote.counts && vote.closesAt ? <VoteCounts counts={vote.counts} closesAt={vote.closesAt} /> : null}
      {report ? <VoteReportCard report={report} /> : null}
    </div>
  );
}
