import type { Db } from '../../../db/client.ts';
import { readTerms } from '../contest-terms.server.ts';
import { feedbackMessages as messages } from '../messages/feedback.ts';
import type { Identities } from '../rules/mask-identities.ts';
import { maskReason, type MaskWords } from '../rules/mask-reason.ts';
import { sameTitle } from '../rules/similar-entries.ts';
import { identitiesBehind } from './blind-entry.server.ts';

/** Why one judge of the final chose as she did, as the team of one entry of the pair reads it: neither who it was nor which entry stood against it. */
export interface PairReason {
  chosen: 'THIS' | 'OTHER' | 'DRAW';
  reason: string;
}

/** The reasons that judges of a committed final gave in the pairs of an entry, masked, the favourable ones first; null where the contest's terms do not give them to teams, and for an entry that was in no final. */
export async function listPairReasons(db: Db, contestId: string, entryId: string): Promise<PairReason[] | null> {
  if ((await readTerms(db, contestId)).pairReasons === 'NONE') return null;
  const finalists = await finalistsOf(db, contestId);
  const own = finalists.find(({ entry_id }) => entry_id === entryId)?.label;
  if (own === undefined) return null;
  const labelOf = new Map(finalists.map(({ entry_id, label }) => [entry_id, label]));
  const hidden = await hiddenNames(db, contestId, entryId, finalists);
  const shown = (await pairsOf(db, contestId, entryId)).map(({ a_entry_id, b_entry_id, winner, reason }): PairReason => {
    const isA = a_entry_id === entryId;
    const other = labelOf.get(isA ? b_entry_id : a_entry_id) ?? '';
    const labels = { own, other, rest: finalists.map(({ label }) => label).filter((label) => label !== own && label !== other) };
    return { chosen: winner === 'DRAW' ? 'DRAW' : (winner === 'A') === isA ? 'THIS' : 'OTHER', reason: maskReason(reason, labels, hidden, maskWords) };
  });
  // Neither the order of the pairs nor that of answering shows: it would tell whose pair it was.
  return shown.toSorted((one, two) => order.indexOf(one.chosen) - order.indexOf(two.chosen) || (one.reason < two.reason ? -1 : one.reason > two.reason ? 1 : 0));
}

const order: readonly PairReason['chosen'][] = ['THIS', 'DRAW', 'OTHER'];
const say = (key: 'mask.own' | 'mask.other' | 'mask.another' | 'mask.hidden') => messages.both(key).vi;
const maskWords: MaskWords = { own: say('mask.own'), other: say('mask.other'), another: say('mask.another'), hidden: say('mask.hidden') };

function finalistsOf(db: Db, contestId: string) {
  return db
    .selectFrom('finalist as f')
    .innerJoin('review_round as r', 'r.id', 'f.round_id')
    .innerJoin('entry as e', 'e.id', 'f.entry_id')
    .select(['f.entry_id', 'f.label', 'e.number', 'e.title'])
    .where('r.contest_id', '=', contestId)
    .where('r.commitment', 'is not', null)
    .execute();
}

function pairsOf(db: Db, contestId: string, entryId: string) {
  return db
    .selectFrom('duel as d')
    .innerJoin('review_round as r', 'r.id', 'd.round_id')
    .select(['d.a_entry_id', 'd.b_entry_id', 'd.winner', 'd.reason'])
    .where('r.contest_id', '=', contestId)
    .where('r.commitment', 'is not', null)
    .where('d.released_at', 'is', null)
    .where('d.decided_at', 'is not', null)
    .where('d.reason', '<>', '')
    .where((row) => row.or([row('d.a_entry_id', '=', entryId), row('d.b_entry_id', '=', entryId)]))
    .execute();
}

/** The people of a contest's jury, also those who left it. */
export async function juryNames(db: Db, contestId: string): Promise<string[]> {
  return (await db.selectFrom('judge as j').innerJoin('user_account as u', 'u.id', 'j.user_id').select('u.full_name').where('j.contest_id', '=', contestId).execute()).map((row) => row.full_name);
}

/** Everything that names a judge or another finalist. What the team shares with another entry (a member, a unit) is its own. */
async function hiddenNames(db: Db, contestId: string, entryId: string, finalists: readonly { entry_id: string; number: string; title: string }[]): Promise<Identities> {
  const behind = await identitiesBehind(db, finalists.map(({ entry_id }) => entry_id));
  const own = behind.get(entryId) ?? { names: [], organisations: [] };
  const title = finalists.find(({ entry_id }) => entry_id === entryId)?.title ?? '';
  const others = finalists.filter(({ entry_id }) => entry_id !== entryId);
  const of = (kind: keyof Identities) => others.flatMap(({ entry_id }) => behind.get(entry_id)?.[kind] ?? []).filter((name) => !own[kind].includes(name));
  return {
    names: [...(await juryNames(db, contestId)), ...of('names'), ...others.map(({ number }) => number), ...others.flatMap((other) => (sameTitle(title, other.title) ? [] : [other.title]))],
    organisations: of('organisations'),
  };
}
