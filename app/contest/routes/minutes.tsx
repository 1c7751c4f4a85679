import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, LinkButton, PageHead, Table, Tag } from '../../ui/index.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { usePoints } from '../components/results-parts.tsx';
import { contestParams } from '../forms/results.ts';
import { decisionMessages as messages } from '../messages/decisions.ts';
import { extraReviewMessages } from '../messages/extra-reviews.ts';
import { resultsMessages } from '../messages/results.ts';
import { canSeeContestDesk } from '../policy.ts';
import { readMinutes, type Minutes } from '../queries/minutes.server.ts';
import { fewestReviews } from '../rules/extra-review.ts';

export const loader = page({ guard: canSeeContestDesk, params: contestParams }, ({ actor, params, context }) => readMinutes(context.db, actor, params.contest));

export const meta = titled((locale) => messages.in(locale)('minutes.title'));

export default function MinutesPage() {
  const minutes = useLoaderData() as unknown as Minutes;
  const t = useText(messages);
  const r = useText(resultsMessages);
  const points = usePoints();
  const x = useText(extraReviewMessages);
  const { contest, decisions, publication, thin } = minutes;
  return (
    <div className="stack-l">
      <PageHead title={t('minutes.title')} lead={t('minutes.lead')} tags={publication ? undefined : <Tag tone="warn">{t('minutes.draft')}</Tag>} breadcrumb={<DeskCrumbs contest={contest} between={{ label: t('decisions.title'), href: `/contest-desk/${contest.id}/decisions` }} here={t('minutes.title')} />} actions={<LinkButton icon="download" href={`/contest-desk/${contest.id}/minutes/file`}>{t('minutes.pdf')}</LinkButton>} />
      <Facts minutes={minutes} />
      <Card title={t('minutes.prizes')} id="prizes">
        {decisions.length === 0 ? <p className="muted">{t('minutes.none')}</p> : (
          <Table caption={t('minutes.prizes')} hideCaption rows={decisions} rowKey={({ name }) => name} columns={[
            { key: 'prize', head: t('decisions.prize'), cell: ({ prize }) => prize ?? t('decisions.none') },
            { key: 'name', head: r('standing.entry'), rowHeader: true, cell: ({ name }) => name },
            { key: 'rank', head: t('decisions.verdict'), cell: ({ rank, score }) => t('decisions.rank-line', { rank, score: points(score) }) },
            { key: 'reason', head: t('decisions.reason'), cell: ({ reason }) => <span className="pre-line">{reason || t('minutes.by-rank')}</span> },
          ]} />
        )}
      </Card>
      {thin.length > 0 ? <Card title={x('minutes', { fewest: fewestReviews })} id="thin"><ul className="bullets">{thin.map((line) => <li key={line.number}>{x('minutes-line', line)}</li>)}</ul></Card> : null}
      {publication ? <Card title={t('minutes.conclusion')} id="conclusion"><p className="pre-line">{publication.conclusion}</p></Card> : null}
    </div>
  );
}

function Facts({ minutes: { round, publication, deciders, contest } }: { minutes: Minutes }) {
  const t = useText(messages);
  const r = useText(resultsMessages);
  const formats = useFormats();
  const moment = (at: string | null | undefined) => (at ? formats.second(at) : t('minutes.not-yet'));
  const rows: [string, React.ReactNode][] = [
    [t('minutes.round'), t(`minutes.${round.kind}`)],
    [r('method.title'), <span key="method">{r(`method.${contest.method}`)} {r('method.tie')}</span>],
    [t('minutes.committed'), <span key="commitment">{moment(round.committedAt)}<br /><code>{round.commitment}</code></span>],
    [t('minutes.unblinded'), moment(round.unblindedAt)],
    [t('minutes.deciders'), deciders.join(', ') || t('minutes.not-yet')],
    [t('minutes.published'), publication ? `${moment(publication.at)}, ${publication.by}` : t('minutes.not-yet')],
    [t('minutes.awarded'), moment(publication?.awardedAt)],
  ];
  return <Card><dl className="facts">{rows.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl></Card>;
}
