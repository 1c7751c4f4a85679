import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { sameTitles } from '../rules/similar-entries.ts';
import { handedFileIds } from './handed-files.server.ts';
import { listContestsJudged } from './judging-contest.server.ts';
import type { HandedIn } from './screening.server.ts';

/** What two entries share: a file byte for byte, or the title but for marks, capitals and a word or two. */
export type TwinReason = 'FILE' | 'TITLE';
export interface Twin {
  entry: HandedIn;
  contest: { id: string; title: string };
  why: TwinReason[];
}
export interface TwinPair extends Twin {
  /** The entry of the contest that was asked about; the other one may be of any. */
  one: HandedIn;
}

/** Entries of this contest and of all others that share a file or the title with one. For the organiser only. */
export async function listTwins(db: Db, actor: Actor, entryId: string): Promise<Twin[]> {
  return (await findTwins(db, actor, ({ id }) => id === entryId)).map(({ entry, contest, why }) => ({ entry, contest, why }));
}

/** All entries of a contest that have twins, with these; two of the same contest stand there once. For the organiser only. */
export async function listContestTwins(db: Db, actor: Actor, contestId: string): Promise<TwinPair[]> {
  const pairs = await findTwins(db, actor, (entry) => entry.contestId === contestId);
  const isFirst = ({ one, entry, contest }: TwinPair) => contest.id !== contestId || one.number < entry.number;
  return pairs.filter(isFirst).toSorted((a, b) => compare(a.one.number, b.one.number) || compare(a.entry.number, b.entry.number));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

interface Row extends HandedIn {
  contestId: string;
  contestTitle: string;
}

/** Where the reader herself judges and identities are closed, nothing is told: the twin's owner would be that of an entry on her desk. */
async function findTwins(db: Db, actor: Actor, isAsked: (entry: Row) => boolean): Promise<TwinPair[]> {
  const judged = await listContestsJudged(db, actor.id);
  const entries = (await handedIn(db)).filter(({ contestId }) => !judged.has(contestId));
  const asked = entries.filter(isAsked);
  const why = new Map<string, TwinReason[]>();
  for (const [one, other] of await sharersOfFiles(db, asked.map(({ id }) => id))) why.set(`${one} ${other}`, ['FILE']);
  for (const [one, other] of sameTitles(asked, entries)) why.set(`${one} ${other}`, [...(why.get(`${one} ${other}`) ?? []), 'TITLE']);
  return asked.flatMap((one) => entries.flatMap((other): TwinPair[] => {
    const reasons = one.id === other.id ? undefined : why.get(`${one.id} ${other.id}`);
    return reasons ? [{ one: headOf(one), entry: headOf(other), contest: { id: other.contestId, title: other.contestTitle }, why: reasons }] : [];
  }));
}

const headOf = ({ id, number, title }: HandedIn): HandedIn => ({ id, number, title });

function handedIn(db: Db): Promise<Row[]> {
  return db
    .selectFrom('entry as e')
    .innerJoin('contest as c', 'c.id', 'e.contest_id')
    .select(['e.id', 'e.number', 'e.title', 'c.id as contestId', 'c.title as contestTitle'])
    .where('e.submitted_at', 'is not', null)
    .where('e.erased_at', 'is', null)
    .orderBy('e.submitted_at', 'desc')
    .orderBy('e.id')
    .execute();
}

/** Pairs of entries that were handed in with a file of the same bytes, each pair once however many files it shares. What was taken out before is nobody's business. */
async function sharersOfFiles(db: Db, entryIds: readonly string[]): Promise<[one: string, other: string][]> {
  const own = await handedFileIds(db, ...entryIds);
  if (own.length === 0) return [];
  const rows = await db
    .selectFrom('entry_file as f')
    .innerJoin('entry_file as o', (join) => join.onRef('o.sha256', '=', 'f.sha256').onRef('o.entry_id', '!=', 'f.entry_id'))
    .select(['f.entry_id as one', 'o.id', 'o.entry_id as other'])
    .where('f.id', 'in', own)
    .where('o.completed_at', 'is not', null)
    .where('f.sha256', 'is not', null)
    .execute();
  if (rows.length === 0) return [];
  const handed = new Set(await handedFileIds(db, ...new Set(rows.map(({ other }) => other))));
  return rows.filter(({ id }) => handed.has(id)).map(({ one, other }) => [one, other]);
}
