import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { largeFirst } from '../../platform/i18n/first-letter.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { EmptyState, PageHead, Table } from '../../ui/index.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { ListLinks } from '../components/list-links.tsx';
import { contestParams } from '../forms/judging.ts';
import { screeningMessages as messages } from '../messages/screening.ts';
import { canOrganiseContests } from '../policy.ts';
import { getDeskContest, type JudgingContest } from '../queries/judging-contest.server.ts';
import { listSimilar, type SimilarRow } from '../queries/similar-entries.server.ts';
import { listContestTwins, type TwinPair } from '../queries/twin-entries.server.ts';

export const loader = page({ guard: canOrganiseContests, params: contestParams }, async ({ actor, params, context }) => {
  const contest = await getDeskContest(context.db, actor, params.contest);
  return { contest, pairs: await listSimilar(context.db, contest.id), twins: await listContestTwins(context.db, actor, contest.id) };
});

export const meta = titled((locale) => messages.in(locale)('similar.title'));

export default function DeskSimilarPage() {
  const { contest, pairs, twins } = useLoaderData() as unknown as { contest: JudgingContest; pairs: SimilarRow[]; twins: TwinPair[] };
  const t = useText(messages);
  const base = `/contest-desk/${contest.id}/entries`;
  return (
    <div className="stack-l">
      <PageHead title={t('similar.title')} lead={t('similar.lead')} breadcrumb={<DeskCrumbs contest={contest} between={{ label: t('title'), href: base }} here={t('similar.title')} />} />
      {pairs.length === 0 ? <EmptyState icon="check-check" title={t('similar.none')} /> : <SimilarTable base={base} pairs={pairs} />}
      <section className="stack" aria-labelledby="twins">
        <h2 id="twins">{t('twins.title')}</h2>
        <p className="muted">{twins.length === 0 ? t('twins.none') : t('twins.lead')}</p>
        {twins.length === 0 ? null : <TwinTable base={base} contest={contest} twins={twins} />}
      </section>
      {pairs.length + twins.length === 0 ? null : <ListLinks contestId={contest.id} list="similar" />}
    </div>
  );
}

const named = ({ number, title }: { number: string; title: string }) => `${number} ${title}`;

function SimilarTable({ base, pairs }: { base: string; pairs: readonly SimilarRow[] }) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <Table caption={t('similar.title')} hideCaption rows={pairs} rowKey={(pair) => pair.one.id + pair.other.id} columns={[
      { key: 'pair', head: t('similar.pair'), rowHeader: true, cell: ({ one, other }) => `${named(one)} · ${named(other)}` },
      { key: 'much', head: t('similar.much'), numeric: true, cell: ({ share }) => formats.percent(share) },
      { key: 'look', head: t('similar.look'), hideHead: true, cell: ({ one, other }) => <a href={`${base}/${one.id}?beside=${other.id}`}>{t('similar.look')}</a> },
    ]} />
  );
}

/** Entries of one contest are read side by side; one of another contest is opened at the desk of its own. */
function TwinTable({ base, contest, twins }: { base: string; contest: JudgingContest; twins: readonly TwinPair[] }) {
  const t = useText(messages);
  return (
    <Table caption={t('twins.title')} hideCaption rows={twins} rowKey={({ one, entry }) => one.id + entry.id} columns={[
      { key: 'pair', head: t('similar.pair'), rowHeader: true, cell: ({ one, entry, contest: of }) => `${named(one)} · ${named(entry)}${of.id === contest.id ? '' : ` (${of.title})`}` },
      { key: 'what', head: t('twins.what'), cell: ({ why }) => largeFirst(why.map((reason) => t(`twins.${reason}`)).join(', ')) },
      { key: 'look', head: t('similar.look'), hideHead: true, cell: ({ one, entry, contest: of }) => (of.id === contest.id ? <a href={`${base}/${one.id}?beside=${entry.id}`}>{t('similar.look')}</a> : <a href={`/contest-desk/${of.id}/entries/${entry.id}`}>{t('twins.open')}</a>) },
    ]} />
  );
}
