import { changeAdoptionState, proposeAdoption, writePilot } from '../../../app/contest/index.server.ts';
import type { Actor } from '../../../app/people/actor.ts';
import { insertMany, type NewRow } from '../bulk.ts';
import { idFromKey, unitId } from '../ids.ts';
import { HOA_LU } from './cast.ts';
import { agree, commitAt, letVote, must, object, portsAt, publishByRank, resultsNow, type Desk } from './contest-desk.ts';
import { judgeId, storeJudging } from './contest-judging.ts';
import { contestId, storeCall, storeEntries, type Owner, type Told } from './contest-rows.ts';
import { inFinal, pairReasons, safetyIdeas, villageIdeas, voted } from './contest-stories-2026.ts';
import type { CallStory } from './contest-story.ts';
import type { DemoPerson } from './population.ts';
import { randomFor } from './rules/random.ts';

export interface Players {
  owners: readonly Owner[];
  judges: readonly string[];
  voters: readonly DemoPerson[];
  leader: DemoPerson | undefined;
}

/** Entries of a call, read by a jury, all sheets locked and committed to. */
async function judged(desk: Desk, call: CallStory, ideas: readonly (readonly [string, string])[], { owners, judges }: Players, at: { entered: string; screened: string; assigned: string; scored: string; committed: string }): Promise<Told[]> {
  await storeCall(desk.db, call, desk.organiser.id);
  const told = await storeEntries(desk.db, desk.secret, call, ideas.map(([title, summary], place) => ({ title, summary, owner: owners[place % owners.length] as Owner, at: new Date(Date.parse(at.entered) + place * 31 * 3_600_000).toISOString(), isSubmitted: true })));
  await storeJudging(desk.db, call, { ...at, organiserId: desk.organiser.id, judges, entries: told.map(({ entryId }) => entryId) });
  await commitAt(desk, contestId(call.code), at.committed);
  return told;
}

/** A contest whose results have just come out: the vote is open, an objection waits, one prize is tried out and one waits for its unit. */
export async function seedVoted(desk: Desk, players: Players): Promise<number> {
  const contest = contestId(voted.code);
  const told = await judged(desk, voted, safetyIdeas, players, { entered: '2026-07-01T02:00:00.000Z', screened: '2026-09-03T02:00:00.000Z', assigned: '2026-09-18T02:00:00.000Z', scored: '2026-09-25T02:00:00.000Z', committed: '2026-10-26T02:00:00.000Z' });
  const { entries, seats } = await publishByRank(desk, contest, {
    decided: '2026-11-05T02:00:00.000Z', opened: '2026-11-06T02:00:00.000Z', published: '2026-11-16T02:00:00.000Z', minutes: 'Hội đồng họp ngày 05/11/2026, đủ 7 thành viên, thống nhất các giải theo thứ hạng và một giải ngoài thứ hạng có lý do kèm theo.',
    special: { behind: 0, reason: 'Dùng dữ liệu mở về số điện thoại công vụ và nêu rõ cách cập nhật; hội đồng thống nhất 7/7.' },
  });
  await agree(desk, told, entries.slice(0, seats + 1), '2026-11-17T02:00:00.000Z');
  const next = told.find(({ entryId }) => entryId === entries[seats + 1]);
  if (next) await object(desk, next, 'Đề nghị xem lại điểm tiêu chí “Khả năng nhân rộng”: bài đã nêu ba xã đang làm.', '2026-11-19T02:00:00.000Z');
  await letVote(desk, { contest, slug: voted.slug, opens: '2026-11-18T01:00:00.000Z', closes: '2026-12-31T16:59:59.000Z', until: '2026-11-22T14:00:00.000Z', voters: players.voters });
  const give = async (at: number, day: string) => must(await proposeAdoption(portsAt(desk, `${day}T02:00:00.000Z`), desk.organiser, { contest, entry: entries[at] ?? '', unit: unitId(HOA_LU) })).id;
  const leader: Actor = { ...desk.organiser, id: players.leader?.id ?? '', fullName: players.leader?.fullName ?? '', grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: unitId(HOA_LU) }] };
  const tried = await give(0, '2026-11-18');
  must(await changeAdoptionState(portsAt(desk, '2026-11-20T07:00:00.000Z'), leader, { id: tried, revision: 1, state: 'PILOT', reason: '' }));
  must(await writePilot(portsAt(desk, '2026-11-21T02:00:00.000Z'), leader, { id: tried, revision: 2, place: 'Tổ công nghệ số cộng đồng của phường', startsOn: '2026-11-23', endsOn: '2027-01-31', measure: 'Cuộc gọi giả mạo được báo mỗi tuần', unit: 'cuộc gọi', lessIsBetter: false, baseline: 6, baselineOn: '2026-11-20', result: null, resultOn: null, fileId: null, evidence: null }));
  await give(1, '2026-11-20');
  return told.length;
}

const openedAt = '2026-11-09T02:00:00.000Z';
const shareDecided = 0.6;

/** A contest in its pairwise final: about half of the comparisons are in, nothing of them is shown yet. */
export async function seedFinal(desk: Desk, players: Players): Promise<number> {
  const [contest, round_id] = [contestId(inFinal.code), idFromKey(`round:${inFinal.code}:final`)];
  const told = await judged(desk, inFinal, villageIdeas, players, { entered: '2026-06-10T02:00:00.000Z', screened: '2026-08-18T02:00:00.000Z', assigned: '2026-09-07T02:00:00.000Z', scored: '2026-09-14T02:00:00.000Z', committed: '2026-10-30T02:00:00.000Z' });
  const random = randomFor('contest-duels');
  const words = randomFor('contest-duel-reasons');
  const order = (await resultsNow(desk, contest)).entries.slice(0, inFinal.finalists);
  const drawn = random.shuffle(order);
  await desk.db.insertInto('review_round').values({ id: round_id, contest_id: contest, kind: 'FINAL', seed: 2026, assigned_by: desk.organiser.id, assigned_at: openedAt }).execute();
  await insertMany(desk.db, 'finalist', drawn.map((entry_id, at): NewRow<'finalist'> => ({ round_id, entry_id, label: String.fromCodePoint(65 + at) })));
  const pairs = random.shuffle(drawn.flatMap((one, at) => drawn.slice(at + 1).map((other) => [one, other] as const)));
  const duels = pairs.flatMap(([one, other], at) => [0, 1, 2].map((turn): NewRow<'duel'> => {
    const judge = (at + turn) % players.judges.length;
    const isBetter = order.indexOf(one) < order.indexOf(other) === random.chance(0.75);
    // The first judge of the list has not begun: a visitor can be her.
    const isDecided = judge > 0 && random.chance(shareDecided);
    const decided_at = isDecided ? new Date(Date.parse(openedAt) + random.int(2, 320) * 3_600_000).toISOString() : null;
    return { id: idFromKey(`duel:${inFinal.code}:${at}:${turn}`), round_id, judge_id: judgeId(inFinal.code, judge), a_entry_id: one, b_entry_id: other, winner: isDecided ? (isBetter ? 'A' : 'B') : null, reason: isDecided && words.chance(0.3) ? words.pick(pairReasons) : '', decided_at };
  }));
  await insertMany(desk.db, 'duel', duels);
  return told.length;
}
