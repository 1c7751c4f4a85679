import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { othersTurn } from '../../platform/others-turn.ts';
import { lexiconOf, type Lexicon } from '../rules/lay-words.ts';
import { basisLine, searchDocument } from '../rules/search-document.ts';
import { addDocument, emptyIndex, needsSweep, removeDocument, type AnswerIndex } from '../rules/search-index.ts';
import { changesSeen, isSame, nextChange, type Seen } from './answer-changes.server.ts';
import { answersOf, shownVersions, type CurrentAnswer, type Moment } from './current-answers.server.ts';
import { listWordPairs } from './words.server.ts';

/** What one kind of reader may find at a moment. */
export interface Room {
  index: AnswerIndex;
  lexicon: Lexicon;
  /** The version that stands in the index, by entry. */
  versions: Map<string, string>;
  /** What was known of changes when it was brought up to date, and the span of time for which it is right. */
  seen: Seen;
  from: Instant;
  until: Instant | null;
}
const rooms = new WeakMap<Db, { public?: Promise<Room>; staff?: Promise<Room> }>();
/** So many entries are listed, answers read and answers taken up before others get their turn; each takes a millisecond or two. */
const listedAtOnce = 250;
const readAtOnce = 25;
const addedAtOnce = 5;
/** When more than this has changed, everything is looked through. */
const changedMost = 500;

/** What a reader of this kind may find now. One refresh at a time for each kind; who comes meanwhile waits for it and looks again. */
export async function roomFor(db: Db, isStaff: boolean, moment: Moment, signal?: AbortSignal): Promise<Room> {
  const kinds = rooms.get(db) ?? {};
  rooms.set(db, kinds);
  const kind = isStaff ? 'staff' : 'public';
  const next = (kinds[kind] ?? Promise.resolve(null)).catch(() => null).then((room) => freshRoom(db, isStaff, moment, { room, signal }));
  kinds[kind] = next;
  return next;
}

/** Makes the indexes of both kinds of reader before the first of them asks; an aborted signal ends it after the piece at hand. */
export async function warmSearch(db: Db, moment: Moment, signal: AbortSignal): Promise<void> {
  for (const isStaff of [false, true]) if (!signal.aborted) await roomFor(db, isStaff, moment, signal).catch((error: unknown) => { if (!signal.aborted) throw error; });
}

async function freshRoom(db: Db, isStaff: boolean, moment: Moment, { room, signal }: { room: Room | null; signal?: AbortSignal | undefined }): Promise<Room> {
  const seen = await changesSeen(db);
  if (room && isSame(room.seen, seen) && moment.at >= room.from && (room.until === null || moment.at < room.until)) return room;
  const base = !room || needsSweep(room.index) ? null : room;
  const [index, versions] = [base?.index ?? emptyIndex(), base?.versions ?? new Map<string, string>()];
  const touched = base && moment.at >= base.from ? await touchedEntries(db, base, moment.at) : null;
  const wanted = touched ? await shownAmong(db, touched, isStaff, moment.at) : await shownAll(db, isStaff, moment.at, signal);
  for (const entryId of touched ?? versions.keys()) {
    if (wanted.has(entryId)) continue;
    removeDocument(index, entryId);
    versions.delete(entryId);
  }
  const changed = [...wanted].filter(([entryId, versionId]) => versions.get(entryId) !== versionId).map(([, versionId]) => versionId);
  for (let from = 0; from < changed.length; from += readAtOnce) {
    for (const [nth, answer] of (await answersOf(db, changed.slice(from, from + readAtOnce), isStaff, moment)).entries()) {
      if (nth % addedAtOnce === 0) await giveWay(signal);
      addDocument(index, documentOf(answer));
      versions.set(answer.entryId, answer.versionId);
    }
    await giveWay(signal);
  }
  return { index, versions, lexicon: lexiconOf(await listWordPairs(db)), seen, from: moment.at, until: await nextChange(db, moment.at) };
}

function documentOf(answer: CurrentAnswer) {
  return searchDocument({ ...answer, id: answer.entryId, group: answer.topic, basis: answer.legalBasis.map(basisLine) });
}

async function giveWay(signal: AbortSignal | undefined): Promise<void> {
  await othersTurn();
  signal?.throwIfAborted();
}

/** Entries of which another version, or none, may be shown since a room was brought up to date; null when they are too many to be asked for one by one. */
async function touchedEntries(db: Db, { seen, from }: Room, at: Instant): Promise<string[] | null> {
  const changed = await db.selectFrom('faq_change').select('entry_id as id').distinct().where('seq', '>', seen.seq).limit(changedMost + 1).execute();
  const live = db.selectFrom('faq_publication').select('entry_id as id').where('cancelled_at', 'is', null);
  const begun = await live.where('publish_at', '>', from).where('publish_at', '<=', at).limit(changedMost + 1).execute();
  const ended = await live.where('withdraw_at', '>', from).where('withdraw_at', '<=', at).limit(changedMost + 1).execute();
  const retired = await db.selectFrom('faq_entry').select('id').where('retired_at', '>', from).where('retired_at', '<=', at).limit(changedMost + 1).execute();
  const ids = new Set([...changed, ...begun, ...ended, ...retired].map(({ id }) => id));
  return ids.size > changedMost ? null : [...ids];
}

/** The version that each of some entries shows to this reader, by entry. */
async function shownAmong(db: Db, entryIds: readonly string[], isStaff: boolean, at: Instant): Promise<Map<string, string>> {
  if (entryIds.length === 0) return new Map();
  const shown = await shownVersions(db, at, isStaff).select(['e.id as entryId', 'v.id as versionId']).where('e.id', 'in', entryIds).execute();
  return new Map(shown.map(({ entryId, versionId }) => [entryId, versionId]));
}

/** The same of all entries. */
async function shownAll(db: Db, isStaff: boolean, at: Instant, signal: AbortSignal | undefined): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  for (let last = ''; ; ) {
    const shown = await shownVersions(db, at, isStaff).select(['e.id as entryId', 'v.id as versionId']).where('p.entry_id', '>', last).orderBy('p.entry_id').limit(listedAtOnce).execute();
    for (const { entryId, versionId } of shown) all.set(entryId, versionId);
    const end = shown.at(-1);
    if (!end || shown.length < listedAtOnce) return all;
    last = end.entryId;
    await giveWay(signal);
  }
}
