import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, EmptyState, LinkButton, Notice, PageHead } from '../../ui/index.ts';
import { PhaseTag, useMoment } from '../components/call-parts.tsx';
import { OwnJudgingLink } from '../components/judging-links.tsx';
import { AdoptionsLink } from '../components/results-links.tsx';
import { publicQuery } from '../forms/calls.ts';
import { callsMessages as messages } from '../messages/calls.ts';
import { canLeadAdoptions } from '../policy.ts';
import { listCalls, type CallRow } from '../queries/calls.server.ts';
import { isJudge } from '../queries/own-reviews.server.ts';
import { shelfOf, type Shelf } from '../rules/phase.ts';

type Shown = Pick<CallRow, 'slug' | 'title' | 'summary' | 'phase' | 'closesAt' | 'opensAt' | 'hasResults'> & { isOver: boolean };

export const loader = page({ guard: 'public', query: publicQuery }, async ({ actor, query, context }) => {
  const { at: now } = momentOf(portsOf(context));
  const calls = await listCalls(context.db, { now, isPublic: true });
  return { isSignedIn: actor !== null, leads: actor !== null && canLeadAdoptions(actor), judges: actor !== null && (await isJudge(context.db, actor.id)), isErased: query.done === 'erased', calls: calls.map(({ slug, title, summary, phase, closesAt, opensAt, hasResults }): Shown => ({ slug, title, summary, phase, closesAt, opensAt, hasResults, isOver: closesAt !== null && closesAt < now })) };
});

export const meta = titled((locale) => messages.in(locale)('title'));

export default function ContestsPage() {
  const { isSignedIn, leads, judges, isErased, calls } = useLoaderData() as { isSignedIn: boolean; leads: boolean; judges: boolean; isErased: boolean; calls: Shown[] };
  const t = useText(messages);
  const on = (shelf: Shelf) => calls.filter(({ phase, hasResults }) => shelfOf(phase, hasResults) === shelf);
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} actions={isSignedIn ? <LinkButton variant="ghost" icon="user" href="/contests/profile">{t('profile')}</LinkButton> : <><LinkButton href="/contests/register">{t('register')}</LinkButton><LinkButton variant="ghost" href="/contests/sign-in">{t('sign-in')}</LinkButton></>} />
      {leads || judges ? <div className="row">{judges ? <OwnJudgingLink /> : null}{leads ? <AdoptionsLink /> : null}</div> : null}
      {isErased ? <Notice tone="ok" focused>{t('erased')}</Notice> : null}
      {calls.length === 0 ? <EmptyState icon="trophy" title={t('none')}>{t('none-text')}</EmptyState> : (
        <>
          <section className="stack" aria-labelledby="open"><h2 id="open">{t('shelf.open')}</h2>{on('open').length > 0 ? <Cards calls={on('open')} /> : <p className="muted">{t('none-open')}</p>}</section>
          {on('judged').length > 0 ? <section className="stack" aria-labelledby="judged"><h2 id="judged">{t('shelf.judged')}</h2><Cards calls={on('judged')} /></section> : null}
          {on('past').length > 0 ? <section className="stack" aria-labelledby="past"><h2 id="past">{t('shelf.past')}</h2><Cards calls={on('past')} /></section> : null}
          {on('off').length > 0 ? <section className="stack" aria-labelledby="off"><h2 id="off">{t('shelf.off')}</h2><Cards calls={on('off')} /></section> : null}
        </>
      )}
    </div>
  );
}

function Cards({ calls }: { calls: Shown[] }) {
  return <div className="grid-cards">{calls.map((call) => <ContestCard key={call.slug} call={call} />)}</div>;
}

function ContestCard({ call }: { call: Shown }) {
  const t = useText(messages);
  const moment = useMoment();
  const opens = call.phase === 'ANNOUNCED' ? call.opensAt : null;
  return (
    <Card level={3} title={<a href={`/contests/${call.slug}`}>{call.title}</a>} action={<PhaseTag phase={call.phase} />}>
      <p>{call.summary}</p>
      {opens ? <p className="muted">{t('opens', moment(opens))}</p> : null}
      {!opens && call.closesAt ? <p className="muted">{call.phase === 'OPEN' ? t('deadline', moment(call.closesAt)) : call.isOver ? t('deadline.over', moment(call.closesAt)) : t('deadline.stopped')}</p> : null}
    </Card>
  );
}
