import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Instant } from '../../platform/clock.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { readTerms } from '../contest-terms.server.ts';
import { factsOfAll, missingIn, partsOf } from '../entry-facts.server.ts';
import { entryOf, notFound, timesOf, timesOfAll, type EntryRow } from '../entry-rows.server.ts';
import { canonicalJson } from '../../platform/canonical.ts';
import { isShownOpen, shownClose } from '../rules/deadline.ts';
import { contentOf, marksOf } from '../rules/entry-content.ts';
import { entrySteps, type EntryPart, type EntryStep, type Missing } from '../rules/entry-parts.ts';
import { secretMarksIn } from '../rules/secret-marks.ts';
import { listTracks } from './judging-contest.server.ts';
import { isGivenOut } from './late-entries.server.ts';

export type EntryStateKey = 'DRAFT' | 'SUBMITTED' | 'CHANGED' | 'WITHDRAWN';

/** What stands on every page of an entry. */
export interface EntryHead {
  id: string;
  number: string;
  title: string;
  contest: { slug: string; title: string };
  isLead: boolean;
  isOpen: boolean;
  isOver: boolean;
  close: Instant | null;
  lateUploadMinutes: number;
  state: EntryStateKey;
  version: number;
  withdrawnAt: Instant | null;
  /** Where organisers took it out for the team. */
  withdrawalReason: string | null;
  /** How the lead can take it out now: to hand it in again, for good, only through the organisers, or not at all. */
  canWithdraw: 'AGAIN' | 'FINAL' | 'ASK' | null;
  done: EntryStep[];
  missing: Missing[];
  marks: string[];
}

/** An entry for one of its members. @throws AppError not-found for everybody else */
export async function entryHead(db: Db, actor: Actor, entryId: string, at: Instant): Promise<EntryHead> {
  const entry = await entryOf(db, actor, entryId);
  const contest = await db.selectFrom('contest').select(['slug', 'title']).where('id', '=', entry.contest_id).executeTakeFirstOrThrow();
  const { opensAt, deadline, isPublished, isClosed } = await timesOf(db, entry.contest_id);
  const missing = await missingIn(db, entry);
  const file = await db.selectFrom('entry_file').select('id').where('entry_id', '=', entry.id).where('removed_at', 'is', null).limit(1).executeTakeFirst();
  const { state, version } = (await statesOf(db, [entry])).get(entry.id) ?? { state: 'DRAFT', version: 0 };
  const inTime = deadline !== null && isShownOpen(at, deadline);
  return {
    id: entry.id,
    number: entry.number,
    title: entry.title,
    contest,
    isLead: entry.isLead,
    isOpen: isPublished && !isClosed && entry.erased_at === null && inTime && (opensAt === null || at >= opensAt),
    isOver: deadline !== null && !inTime,
    close: deadline && shownClose(deadline),
    lateUploadMinutes: (await readTerms(db, entry.contest_id)).lateUploadMinutes,
    state,
    version,
    withdrawnAt: entry.withdrawn_at,
    withdrawalReason: entry.withdrawal_reason,
    canWithdraw: entry.submitted_at === null || entry.withdrawn_at !== null || isClosed ? null : inTime ? 'AGAIN' : (await isGivenOut(db, entry.id)) ? 'ASK' : 'FINAL',
    done: entrySteps.filter((step) => isDone(step, missing, { hasFile: file !== undefined, isFiled: state === 'SUBMITTED' })),
    missing,
    marks: marksOf({ title: entry.title, parts: await partsOf(db, entry.id) }),
  };
}

function isDone(step: EntryStep, missing: readonly Missing[], { hasFile, isFiled }: { hasFile: boolean; isFiled: boolean }): boolean {
  if (missing.some((one) => one.step === step)) return false;
  return step === 'check' ? isFiled : step === 'files' ? hasFile : true;
}

/** Whether what is written is what was handed in last, of each entry by its id. */
async function statesOf(db: Db, entries: readonly EntryRow[]): Promise<Map<string, { state: EntryStateKey; version: number }>> {
  const submissions = await db.selectFrom('entry_submission').select(['entry_id', 'version', 'content_hash']).where('entry_id', 'in', entries.map(({ id }) => id)).orderBy('version').execute();
  const facts = await factsOfAll(db, entries);
  return new Map(entries.map(({ id, withdrawn_at }): [string, { state: EntryStateKey; version: number }] => {
    const last = submissions.findLast((one) => one.entry_id === id);
    if (!last) return [id, { state: 'DRAFT', version: 0 }];
    const written = facts.get(id);
    const isSame = written !== undefined && sha256(canonicalJson(contentOf(written))) === last.content_hash;
    return [id, { state: withdrawn_at ? 'WITHDRAWN' : isSame ? 'SUBMITTED' : 'CHANGED', version: last.version }];
  }));
}

export interface PartView {
  body: string;
  revision: number;
  savedAt: Instant | null;
  savedBy: string | null;
  trackId: string | null;
  entryRevision: number;
  tracks: { id: string; title: string }[];
  datasets: { id: string; title: string; holder: string; terms: string; url: string | null; isChosen: boolean }[];
  marks: string[];
}

/** One part as it is edited, with the choices of its step. */
export async function partView(db: Db, actor: Actor, entryId: string, part: EntryPart): Promise<PartView> {
  const entry = await entryOf(db, actor, entryId);
  const row = await db.selectFrom('entry_part as p').innerJoin('user_account as u', 'u.id', 'p.saved_by').select(['p.body', 'p.revision', 'p.saved_at', 'u.full_name']).where('p.entry_id', '=', entryId).where('p.part', '=', part).executeTakeFirst();
  const chosen = new Set((await db.selectFrom('entry_dataset').select('dataset_id').where('entry_id', '=', entryId).execute()).map((one) => one.dataset_id));
  const datasets = await db.selectFrom('contest_dataset as c').innerJoin('open_dataset as d', 'd.id', 'c.dataset_id').select(['d.id', 'd.title', 'd.holder', 'd.terms', 'd.url']).where('c.contest_id', '=', entry.contest_id).orderBy('d.title').execute();
  return {
    body: row?.body ?? '',
    revision: row?.revision ?? 0,
    savedAt: row?.saved_at ?? null,
    savedBy: row?.full_name ?? null,
    trackId: entry.track_id,
    entryRevision: entry.revision,
    tracks: await listTracks(db, entry.contest_id),
    datasets: datasets.map((one) => ({ ...one, isChosen: chosen.has(one.id) })),
    marks: secretMarksIn(`${part === 'SUMMARY' ? `${entry.title}\n` : ''}${row?.body ?? ''}`),
  };
}

export interface NewEntryView {
  contest: { slug: string; title: string };
  tracks: { id: string; title: string }[];
  close: Instant | null;
  opensAt: Instant | null;
  phase: 'EARLY' | 'OPEN' | 'LATE' | 'CLOSED';
  hasProfile: boolean;
}

/** What is needed to begin an entry. @throws AppError not-found for a contest that is not public */
export async function newEntryView(db: Db, actor: Actor, slug: string, at: Instant): Promise<NewEntryView> {
  const contest = await db.selectFrom('contest').select(['id', 'slug', 'title']).where('slug', '=', slug).where('published_at', 'is not', null).executeTakeFirst();
  if (!contest) throw notFound();
  const { opensAt, deadline, isClosed } = await timesOf(db, contest.id);
  const profile = await db.selectFrom('contestant').select('user_id').where('user_id', '=', actor.id).executeTakeFirst();
  const phase = isClosed || !deadline ? 'CLOSED' : opensAt && at < opensAt ? 'EARLY' : isShownOpen(at, deadline) ? 'OPEN' : 'LATE';
  return { contest: { slug: contest.slug, title: contest.title }, tracks: await listTracks(db, contest.id), close: deadline && shownClose(deadline), opensAt, phase, hasProfile: profile !== undefined };
}

export interface ListedEntry {
  id: string;
  number: string;
  title: string;
  contest: string;
  close: Instant | null;
  state: EntryStateKey;
  version: number;
}

/** The entries of somebody: her own and those of teams that she has joined. */
export async function myEntries(db: Db, actor: Actor): Promise<ListedEntry[]> {
  const rows = await db
    .selectFrom('entry as e')
    .innerJoin('entry_member as m', 'm.entry_id', 'e.id')
    .innerJoin('contest as c', 'c.id', 'e.contest_id')
    .selectAll('e')
    .select('c.title as contest')
    .where('m.user_id', '=', actor.id)
    .where('m.accepted_at', 'is not', null)
    .where('m.removed_at', 'is', null)
    .orderBy('e.created_at', 'desc')
    .execute();
  if (rows.length === 0) return [];
  const times = await timesOfAll(db, [...new Set(rows.map((row) => row.contest_id))]);
  const closeOf = (contestId: string) => {
    const deadline = times.get(contestId)?.deadline;
    return deadline ? shownClose(deadline) : null;
  };
  const states = await statesOf(db, rows);
  return rows.map((row) => ({ id: row.id, number: row.number, title: row.title, contest: row.contest, close: closeOf(row.contest_id), ...(states.get(row.id) ?? { state: 'DRAFT', version: 0 }) }));
}
