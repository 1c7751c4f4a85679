import { useText } from '../../platform/i18n/react.tsx';
import { LinkButton } from '../../ui/index.ts';
import { adoptionMessages } from '../messages/adoption.ts';
import { appealMessages } from '../messages/appeals.ts';
import { resultsMessages } from '../messages/results.ts';
import { voteMessages } from '../messages/vote.ts';
import { variantOf, type DeskStep } from '../rules/desk-step.ts';

/** From a contest's desk to its results and what becomes of them; what is to be done now stands out. */
export function ResultsLinks({ id, next = null }: { id: string; next?: DeskStep | null }) {
  const r = useText(resultsMessages);
  const a = useText(appealMessages);
  const d = useText(adoptionMessages);
  const v = useText(voteMessages);
  return (
    <div className="row">
      <LinkButton variant={variantOf('standing', next)} icon="scale" href={`/contest-desk/${id}/standing`}>{r('standing.title')}</LinkButton>
      <LinkButton variant={variantOf('appeals', next)} icon="message-square" href={`/contest-desk/${id}/appeals`}>{a('appeals.title')}</LinkButton>
      <LinkButton variant={variantOf('adoptions', next)} icon="flag" href={`/contest-desk/${id}/adoptions`}>{d('propose.title')}</LinkButton>
      <LinkButton variant={variantOf('vote', next)} icon="trophy" href={`/contest-desk/${id}/vote`}>{v('title')}</LinkButton>
    </div>
  );
}

/** From a contest's public page to its results; the hash that they are bound to is public before them. */
export function PublicResultsLinks({ slug, hasResults }: { slug: string; hasResults: boolean }) {
  const t = useText(appealMessages);
  return (
    <div className="row">
      {hasResults ? <LinkButton variant="ghost" icon="trophy" href={`/contests/${slug}/results`}>{t('gallery.title')}</LinkButton> : null}
      <LinkButton variant="ghost" icon="shield-check" href={`/contests/${slug}/verification`}>{t('gallery.verify')}</LinkButton>
    </div>
  );
}

/** For leaders: which awarded entries their units apply. */
export function AdoptionsLink() {
  const t = useText(adoptionMessages);
  return <LinkButton variant="ghost" icon="flag" href="/contest-desk/adoptions">{t('list.title')}</LinkButton>;
}
