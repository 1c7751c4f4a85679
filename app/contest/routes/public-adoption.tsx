import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, EmptyState, PageHead, Tag } from '../../ui/index.ts';
import { EvidenceLinks, PilotFacts } from '../components/adoption-evidence.tsx';
import { AdoptionTag } from '../components/adoption-parts.tsx';
import { Evidence } from '../components/evidence-link.tsx';
import { ClosingNotice, ContestCrumbs } from '../components/public-parts.tsx';
import { WithdrawnNotice } from '../components/results-parts.tsx';
import { slugParams } from '../forms/results.ts';
import { adoptionMessages as messages } from '../messages/adoption.ts';
import { adoptionUseMessages } from '../messages/adoption-use.ts';
import { publicAdoptions, type PublicAdoption } from '../queries/adoption-figures.server.ts';
import { publicGaps, type PublicGap } from '../queries/adoption-gaps.server.ts';
import { getPublicContest, type ContestHead } from '../queries/contest-round.server.ts';
import { findCalledOff, takenBackNow, type CalledOff, type Withdrawal } from '../queries/publications.server.ts';

export const loader = page({ guard: 'public', params: slugParams }, async ({ params, context }) => {
  const contest = await getPublicContest(context.db, params.slug);
  return { contest, adoptions: await publicAdoptions(context.db, contest.id), gaps: await publicGaps(context.db, contest.id), withdrawn: (await takenBackNow(context.db, contest.id)) ?? null, calledOff: await findCalledOff(context.db, contest.id) };
});

export const meta = titled((locale) => messages.in(locale)('public.title'));

interface Loaded {
  contest: ContestHead;
  adoptions: PublicAdoption[];
  gaps: PublicGap[];
  withdrawn: Withdrawal | null;
  calledOff: CalledOff | null;
}

export default function PublicAdoptionPage() {
  const { contest, adoptions, gaps, withdrawn, calledOff } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={t('public.title')} lead={t('public.lead')} breadcrumb={<ContestCrumbs call={contest} here={t('public.title')} />} />
      <ClosingNotice closing={calledOff} />
      {withdrawn ? <WithdrawnNotice withdrawn={withdrawn} isLast={false} /> : null}
      {withdrawn && !calledOff ? <p>{t('public.taken-back')}</p> : null}
      {withdrawn || calledOff ? null : adoptions.length + gaps.length === 0 ? <EmptyState icon="flag" title={t('public.none')}>{t('public.none-text')}</EmptyState> : (
        <>
          {adoptions.length > 0 ? <p>{t('public.take', { applied: adoptions.filter(({ state }) => state === 'APPLIED').length, count: adoptions.length })}</p> : null}
          {adoptions.map((one) => <AdoptionCard key={one.number} adoption={one} base={`/contests/${contest.slug}/adoption`} />)}
          {gaps.map((gap) => <GapCard key={gap.number} gap={gap} />)}
        </>
      )}
    </div>
  );
}

function GapCard({ gap: { number, title, prize, reason } }: { gap: PublicGap }) {
  const t = useText(messages);
  return <Card eyebrow={prize} title={title ?? t('public.number', { number })} action={<Tag tone="warn">{t('public.gap')}</Tag>}>{reason ? <p className="pre-line">{t('public.reason', { reason })}</p> : null}</Card>;
}

function AdoptionCard({ adoption: { number, title, unitName, state, reason, recognition, recognitionTitle, benefits, pilot, files }, base }: { adoption: PublicAdoption; base: string }) {
  const t = useText(messages);
  const use = useText(adoptionUseMessages);
  const formats = useFormats();
  return (
    <Card eyebrow={unitName} title={title ?? t('public.number', { number })} action={<AdoptionTag state={state} />}>
      {reason ? <p className="pre-line">{t('public.reason', { reason })}</p> : null}
      {pilot ? <><h3>{use('pilot.title')}</h3><PilotFacts pilot={pilot} /></> : null}
      {benefits.length > 0 ? <h3>{t('own.benefits')}</h3> : null}
      {benefits.length > 0 ? <ul className="bullets">{benefits.map((benefit) => <li key={`${benefit.title} ${benefit.doneOn}`}>{benefit.title}: {formats.number(benefit.amount ?? 0)} {benefit.unit} <Evidence href={benefit.evidence} /></li>)}</ul> : null}
      {files.length > 0 ? <><h3>{use('files.title')}</h3><EvidenceLinks files={files} base={base} /></> : null}
      {recognition === 'NONE' ? null : <p className="muted small">{t('recognition')}: {recognitionTitle ?? t(`recognition.${recognition as 'FILED'}`)}. {t('recognition.note')}</p>}
    </Card>
  );
}
