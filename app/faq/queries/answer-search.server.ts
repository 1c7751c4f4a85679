import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Audience } from '../rules/answer.ts';
import { lexiconOf, type Lexicon } from '../rules/lay-words.ts';
import { basisLine, searchDocument } from '../rules/search-document.ts';
import { searchIndex } from '../rules/search.ts';
import { addDocument, emptyIndex, needsSweep, removeDocument, type AnswerIndex } from '../rules/search-index.ts';
import { answersOf, shownVersions, type CurrentAnswer, type Moment } from './current-answers.server.ts';
import { listWordPairs } from './words.server.ts';

/** What one kind of reader may find at a moment. */
interface Room {
  index: AnswerIndex;
  lexicon: Lexicon;
  /** The version that stands in the index, by entry. */
  versions: Map<string, string>;
  /** What was known of changes when it was brought up to date, and the span of time for which it is right. */
  seen: string;
  from: Instant;
  until: Instant | null;
}
const rooms = new WeakMap<Db, { public?: Promise<Room>; staff?: Promise<Room> }>();
const addedAtOnce = 500;

export interface AnswerHit {
  slug: string;
  question: string;
  short: string;
  audience: Audience;
}
export interface AnswerHits {
  hits: AnswerHit[];
  total: number;
  read: string | null;
  meant: string | null;
}

/**
 * The answers to a question, out of an index of exactly what this kind of reader may see: strangers are never served from one that holds internal or
 * unpublished words. Every search first takes up what has changed or begun since the last one, so all processes switch at the same second.
 */
export async function searchAnswers(db: Db, question: string, isStaff: boolean, moment: Moment, limit = 20): Promise<AnswerHits> {
  const { found, ...how } = await findAnswers(db, question, isStaff, moment, limit);
  return { ...how, hits: found.map(({ slug, question: asked, short, audience }) => ({ slug, question: asked, short, audience })) };
}

/** The same with the answers as a whole, for whoever reads them out. */
export async function findAnswers(db: Db, question: string, isStaff: boolean, moment: Moment, limit: number): Promise<Omit<AnswerHits, 'hits'> & { found: CurrentAnswer[] }> {
  const { index, lexicon, versions } = await roomFor(db, isStaff, moment);
  const { hits, total, read, meant } = searchIndex(index, question, { lexicon, limit });
  const answers = await answersOf(db, hits.map(({ id }) => versions.get(id) ?? ''), isStaff, moment);
  const byEntry = new Map(answers.map((answer) => [answer.entryId, answer]));
  return { found: hits.flatMap(({ id }) => byEntry.get(id) ?? []), total, read, meant };
}

/** How many answers this reader finds in each topic now; the index counts them anyway, and counting rows would take longer than a search. */
export async function countByTopic(db: Db, isStaff: boolean, moment: Moment): Promise<ReadonlyMap<string, number>> {
  return (await roomFor(db, isStaff, moment)).index.groups;
}

/** One refresh at a time for each kind of reader; who comes meanwhile waits for it and looks again. */
async function roomFor(db: Db, isStaff: boolean, moment: Moment): Promise<Room> {
  const kinds = rooms.get(db) ?? {};
  rooms.set(db, kinds);
  const kind = isStaff ? 'staff' : 'public';
  const next = (kinds[kind] ?? Promise.resolve(null)).catch(() => null).then((room) => freshRoom(db, isStaff, moment, room));
  kinds[kind] = next;
  return next;
}

async function freshRoom(db: Db, isStaff: boolean, moment: Moment, room: Room | null): Promise<Room> {
  const seen = await changesSeen(db);
  if (room && room.seen === seen && moment.at >= room.from && (room.until === null || moment.at < room.until)) return room;
  const base = !room || needsSweep(room.index) ? { index: emptyIndex(), versions: new Map<string, string>() } : room;
  const shown = await shownVersions(db, moment.at, isStaff).select(['e.id as entryId', 'v.id as versionId']).execute();
  const wanted = new Map(shown.map(({ entryId, versionId }) => [entryId, versionId]));
  for (const entryId of base.versions.keys()) {
    if (wanted.has(entryId)) continue;
    removeDocument(base.index, entryId);
    base.versions.delete(entryId);
  }
  const changed = shown.filter(({ entryId, versionId }) => base.versions.get(entryId) !== versionId).map(({ versionId }) => versionId);
  for (let from = 0; from < changed.length; from += addedAtOnce) {
    for (const answer of await answersOf(db, changed.slice(from, from + addedAtOnce), isStaff, moment)) {
      addDocument(base.index, documentOf(answer));
      base.versions.set(answer.entryId, answer.versionId);
    }
    // Others get their turn between two pieces.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { ...base, lexicon: lexiconOf(await listWordPairs(db)), seen, from: moment.at, until: await nextChange(db, moment.at) };
}

function documentOf(answer: CurrentAnswer) {
  return searchDocument({ ...answer, id: answer.entryId, group: answer.topic, basis: answer.legalBasis.map(basisLine) });
}

async function changesSeen(db: Db): Promise<string> {
  const { seq } = await db.selectFrom('faq_change').select((row) => row.fn.max('seq').as('seq')).executeTakeFirstOrThrow();
  const words = await db.selectFrom('search_word').select((row) => [row.fn.countAll<number>().as('all'), row.fn.count<number>('retired_at').as('ended')]).executeTakeFirstOrThrow();
  return `${seq ?? 0} ${words.all} ${words.ended}`;
}

/** The next moment at which something begins or ends by itself. */
async function nextChange(db: Db, at: Instant): Promise<Instant | null> {
  const live = db.selectFrom('faq_publication').where('cancelled_at', 'is', null);
  const begins = await live.select((row) => row.fn.min('publish_at').as('at')).where('publish_at', '>', at).executeTakeFirstOrThrow();
  const ends = await live.select((row) => row.fn.min('withdraw_at').as('at')).where('withdraw_at', '>', at).executeTakeFirstOrThrow();
  const retired = await db.selectFrom('faq_entry').select((row) => row.fn.min('retired_at').as('at')).where('retired_at', '>', at).executeTakeFirstOrThrow();
  return [begins.at, ends.at, retired.at].filter((moment): moment is string => Boolean(moment)).toSorted()[0] ?? null;
}
