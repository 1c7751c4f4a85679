import { castVote, commitRound, decidePrize, openVote, publishResults, raiseAppeal, readResults, setGalleryConsent, unblindRound, type ResultsNow } from '../../../app/contest/index.server.ts';
import type { Actor } from '../../../app/people/actor.ts';
import type { Db } from '../../client.ts';
import type { Told } from './contest-rows.ts';
import { favour } from './contest-stories-2026.ts';
import { randomFor } from './rules/random.ts';

const timeZone = 'Asia/Ho_Chi_Minh';

/** Whoever runs the demo's contests, with the handles that their deeds need. */
export interface Desk {
  db: Db;
  secret: string;
  organiser: Actor;
  publisher: Actor;
}
export const portsAt = ({ db, secret }: Desk, at: string) => ({ db, secret, timeZone, clock: { now: () => new Date(at) } });
export const must = <Result extends { ok: boolean }>(outcome: Result): Extract<Result, { ok: true }> => {
  if (!outcome.ok) throw new Error(`The demo's contest was refused: ${JSON.stringify(outcome)}`);
  return outcome as Extract<Result, { ok: true }>;
};
/** The one behind an entry, as an actor. */
export const entrantOf = (desk: Desk, { owner }: Pick<Told, 'owner'>): Actor => ({ ...desk.organiser, id: owner.id, fullName: owner.fullName, grants: [] });

export async function resultsNow({ db, secret }: Desk, contest: string): Promise<ResultsNow> {
  const results = await readResults(db, secret, contest);
  if (!results) throw new Error('The demo’s sheets are not all locked');
  return results;
}

export async function commitAt(desk: Desk, contest: string, at: string): Promise<void> {
  must(await commitRound(portsAt(desk, at), desk.organiser, { contest, hash: (await resultsNow(desk, contest)).commitment }));
}

interface Publishing {
  decided: string;
  opened: string;
  published: string;
  minutes: string;
  /** The special prize goes to the entry so many places behind the last one with a prize. */
  special: { behind: number; reason: string };
}

/** Prizes by rank and the special one beside it, identities, publication by somebody else. @returns the entries by rank, and how many of them have a prize by it */
export async function publishByRank(desk: Desk, contest: string, { decided, opened, published, minutes, special }: Publishing): Promise<{ entries: string[]; seats: number }> {
  const { entries, prizes } = await resultsNow(desk, contest);
  const seats = prizes.filter(({ kind }) => kind !== 'SPECIAL').flatMap(({ id, count }) => Array.from({ length: count }, () => id));
  const decide = async (at: number, prize: string, reason: string) => must(await decidePrize(portsAt(desk, decided), desk.organiser, { contest, entry: entries[at] ?? '', verdict: { kind: 'PRIZE', prize }, reason, was: '' }));
  for (const [at, prize] of seats.entries()) await decide(at, prize, '');
  await decide(seats.length + special.behind, prizes.find(({ kind }) => kind === 'SPECIAL')?.id ?? '', special.reason);
  must(await unblindRound(portsAt(desk, opened), desk.organiser, contest));
  must(await publishResults(portsAt(desk, published), desk.publisher, { contest, hash: (await resultsNow(desk, contest)).publication, minutes }));
  return { entries, seats: seats.length };
}

/** Entrants agree to be shown. */
export async function agree(desk: Desk, told: readonly Told[], entries: readonly string[], at: string): Promise<void> {
  for (const id of entries) {
    const one = told.find(({ entryId }) => entryId === id);
    if (one) must(await setGalleryConsent(portsAt(desk, at), entrantOf(desk, one), { entry: id, isGiven: true }));
  }
}

/** An entrant objects. @returns the objection's id */
export async function object(desk: Desk, entry: Told, words: string, at: string): Promise<string> {
  must(await raiseAppeal(portsAt(desk, at), entrantOf(desk, entry), { entry: entry.entryId, words }));
  return (await desk.db.selectFrom('result_appeal').select('id').where('entry_id', '=', entry.entryId).executeTakeFirstOrThrow()).id;
}

interface Voting {
  contest: string;
  slug: string;
  opens: string;
  closes: string;
  /** The last vote that is cast before the demo's present. */
  until: string;
  voters: readonly { id: string; fullName: string }[];
}

/** A vote is opened, and people vote on its days from a few addresses: more for what stands first. */
export async function letVote(desk: Desk, { contest, slug, opens, closes, until, voters }: Voting): Promise<void> {
  const random = randomFor(`contest-votes:${slug}`);
  must(await openVote(portsAt(desk, opens), desk.organiser, { contest, closesAt: closes }));
  const candidates = await desk.db.selectFrom('vote_candidate').select(['entry_id', 'position']).where('contest_id', '=', contest).orderBy('position').execute();
  const [from, to] = [Date.parse(opens), Date.parse(until)];
  for (const voter of voters) {
    const at = new Date(from + random.next() * (to - from)).toISOString();
    const { entry_id: entry } = random.weighted(candidates, ({ position }) => favour[position] ?? 1);
    must(await castVote(portsAt(desk, at), { ...desk.organiser, id: voter.id, fullName: voter.fullName, grants: [] }, { slug, entry, address: `203.0.113.${random.int(1, 40)}` }));
  }
}
