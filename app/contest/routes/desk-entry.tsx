import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, Disclosure, LinkButton, Notice, PageHead } from '../../ui/index.ts';
import { screenEntry } from '../commands/screen-entry.server.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { FlagFound } from '../components/flag-parts.tsx';
import { LookForm, Looks, Passages, ScreeningTag } from '../components/screening-parts.tsx';
import { deskEntryParams, deskEntryQuery, lookForm } from '../forms/screening.ts';
import { judgingMessages } from '../messages/judging.ts';
import { screeningMessages as messages } from '../messages/screening.ts';
import { canOrganiseContests } from '../policy.ts';
import { listOpenFlags } from '../queries/flags.server.ts';
import { getDeskContest } from '../queries/judging-contest.server.ts';
import { isScreeningOver } from '../queries/late-entries.server.ts';
import { hasSeat } from '../queries/judges.server.ts';
import { getDeskEntry, listLooks } from '../queries/screening.server.ts';
import { listSimilarTo, sideBySide } from '../queries/similar-entries.server.ts';
import { listTwins } from '../queries/twin-entries.server.ts';
import { findPublication } from '../queries/publications.server.ts';
import { currentLook, screeningState } from '../rules/screening-state.ts';

export const loader = page({ guard: canOrganiseContests, params: deskEntryParams, query: deskEntryQuery }, async ({ actor, params, query, context: { db, ...context } }) => {
  const contest = await getDeskContest(db, actor, params.contest);
  const entry = await getDeskEntry(db, contest.id, params.entry);
  const looks = await listLooks(db, entry.id);
  const beside = query.beside ? await sideBySide(db, contest.id, entry.id, query.beside) : null;
  const canChange = entry.withdrawn === null && !contest.closedAt;
  const canLook = canChange && !(await isScreeningOver(db, contest.id, entry.id));
  const { today } = momentOf({ clock: context.clock, timeZone: context.env.TZ_DISPLAY });
  return { contest, entry, today, isJudge: await hasSeat(db, contest.id, actor.id), flags: await listOpenFlags(db, entry.id), looks, beside, canLook, canWithdraw: canChange && !(await findPublication(db, contest.id)), isSaved: query.done === 'saved', state: screeningState(currentLook(looks), today), similar: await listSimilarTo(db, contest.id, entry.id), twins: await listTwins(db, actor, entry.id) };
});

export const action = submit({ guard: canOrganiseContests, params: deskEntryParams, form: lookForm }, async ({ actor, params, form, context }) => {
  const outcome = await screenEntry(portsOf(context), actor, params.contest, { ...form, entryId: params.entry });
  if (!outcome.ok) return data(refuseForm(outcome.faults, { ...form, replyUntil: form.replyUntil ?? '' }), { status: 'form' in outcome.faults ? 409 : 422 });
  context.wakeJobs();
  return seeOther(`/contest-desk/${params.contest}/entries/${params.entry}?done=saved`);
});

export const meta = titled((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

type Loaded = Awaited<ReturnType<typeof loader>>;

export default function DeskEntryPage() {
  const { contest, entry, today, isJudge, flags, looks, beside, canLook, canWithdraw, isSaved, state, similar, twins } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  const formats = useFormats();
  const base = `/contest-desk/${contest.id}/entries`;
  const clearing = `${base}/${entry.id}/clearing`;
  return (
    <div className="stack-l">
      <PageHead title={entry.title} eyebrow={`${entry.number} · ${entry.owner}${entry.track ? ` · ${entry.track}` : ''}`} tags={<ScreeningTag state={state} />} breadcrumb={<DeskCrumbs contest={contest} between={{ label: t('title'), href: base }} here={entry.number} />} />
      {isSaved ? <Notice tone="ok" focused>{t('look.saved')}</Notice> : null}
      {entry.withdrawn ? <Notice tone="warn" live={false}>{t(entry.withdrawn.reason === null ? 'withdrawal.by-team' : 'withdrawal.done', { at: formats.second(entry.withdrawn.at), reason: entry.withdrawn.reason ?? '' })}</Notice> : null}
      {canLook && looks.length > 0 && !currentLook(looks) ? <Notice tone="warn" live={false}>{t('look.changed', { version: entry.version })}</Notice> : null}
      <Faults />
      {flags.length > 0 ? <Flags flags={flags} href={clearing} /> : null}
      {beside ? <Beside entry={entry} beside={beside} /> : null}
      <div className="split">
        <Card title={t('words')} id="words"><EntryWords entry={entry} base={isJudge ? null : `${base}/${entry.id}/files`} clearing={clearing} /></Card>
        <div className="stack-l">
          {canLook ? <><Card title={t('eligibility')} id="eligibility" lead={t('eligibility.lead')}><p className="pre-line">{contest.eligibility || t('eligibility.none')}</p></Card><LookForm version={entry.version} /></> : null}
          <Card title={t('look.history')} id="history">{looks.length === 0 ? <p className="muted">{t('look.none')}</p> : <Looks looks={looks} today={today} />}</Card>
          <Card title={t('similar.of-entry')} id="similar"><SimilarList base={`${base}/${entry.id}`} similar={similar} />{twins.length > 0 ? <TwinList contestId={contest.id} entryId={entry.id} twins={twins} /> : null}</Card>
          {canWithdraw ? <div className="row"><LinkButton variant="quiet" href={`${base}/${entry.id}/withdrawal`}>{t('withdrawal.title')}</LinkButton></div> : null}
        </div>
      </div>
    </div>
  );
}

function Flags({ flags, href }: { href: string } & Pick<Loaded, 'flags'>) {
  const t = useText(messages);
  return (
    <Card title={t('flags')} id="flags" lead={t('flags.lead')}>
      {flags.map((flag) => <FlagFound key={flag.id} flag={flag} />)}
      <div className="row"><LinkButton variant="ghost" href={href}>{t('flags.look')}</LinkButton></div>
    </Card>
  );
}

function EntryWords({ entry, base, clearing }: { base: string | null; clearing: string } & Pick<Loaded, 'entry'>) {
  const t = useText(messages);
  const parts = useText(judgingMessages);
  return (
    <>
      {entry.words.map(({ part, body }) => <Disclosure key={part} summary={parts(`part.${part}`)} open={part === 'SUMMARY'}><p className="pre-line">{body}</p></Disclosure>)}
      {entry.files.length > 0 ? (
        <Disclosure summary={t('files')}>
          <p className="small muted">{t(base ? 'files.note' : 'files.judge')}</p>
          <ul>{entry.files.map(({ id, name, isSafe }) => <li key={id}>{base && isSafe ? <a href={`${base}/${id}`} download>{name}</a> : name}{isSafe ? null : <> (<a href={clearing}>{t('files.quarantined')}</a>)</>}</li>)}</ul>
        </Disclosure>
      ) : null}
    </>
  );
}

function SimilarList({ base, similar }: { base: string } & Pick<Loaded, 'similar'>) {
  const t = useText(messages);
  const formats = useFormats();
  if (similar.length === 0) return <p className="muted">{t('similar.none-of-entry')}</p>;
  return <ul>{similar.map(({ entry, share }) => <li key={entry.id}><a href={`${base}?beside=${entry.id}`}>{entry.number} {entry.title}</a> – {t('similar.share', { share: formats.percent(share) })}</li>)}</ul>;
}

function TwinList({ contestId, entryId, twins }: { contestId: string; entryId: string } & Pick<Loaded, 'twins'>) {
  const t = useText(messages);
  return (
    <>
      <h3>{t('twins')}</h3>
      <ul>{twins.map(({ entry, contest, why }) => <li key={entry.id}><a href={contest.id === contestId ? `/contest-desk/${contestId}/entries/${entryId}?beside=${entry.id}` : `/contest-desk/${contest.id}/entries/${entry.id}`}>{entry.number} {entry.title}</a>{contest.id === contestId ? null : <> ({contest.title})</>} – {why.map((one) => t(`twins.${one}`)).join(', ')}</li>)}</ul>
    </>
  );
}

function Beside({ entry, beside }: { entry: Loaded['entry']; beside: NonNullable<Loaded['beside']> }) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <Card title={t('similar.look')} id="beside" lead={`${t('similar.share', { share: formats.percent(beside.share) })}. ${t('similar.common')}`}>
      <div className="split split-halves">
        <section aria-label={entry.number}><h3>{entry.number} · {entry.title}</h3><Passages passages={beside.left} /></section>
        <section aria-label={beside.other.number}><h3>{beside.other.number} · {beside.other.title}</h3><Passages passages={beside.right} /></section>
      </div>
    </Card>
  );
}
