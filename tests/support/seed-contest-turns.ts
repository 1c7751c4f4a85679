import { answerAppeal, commitRound, decidePrize, openFinal, proposeAdoption, publishResults, raiseAppeal, readResults, unblindRound, writePilot } from '../../app/contest/index.server.ts';
import { decideDuel } from '../../app/contest/commands/decide-duel.server.ts';
import { withdrawResults } from '../../app/contest/commands/withdraw-results.server.ts';
import type { Actor, Grant } from '../../app/people/actor.ts';
import { installationSecret } from '../../app/platform/signing.server.ts';
import type { Db } from '../../db/client.ts';
import { judgedRound, makeJudgedEntry, usualPrizes, type MadeEntry, type MadeJudge } from '../world/contest-results.ts';
import { makeContest, type ContestTraits, type MadeContest } from '../world/contests.ts';
import type { Scenery } from './scenery.ts';
import { inDays, judgedTimes } from './seed-contest-results.ts';
import { cast, type CastName, type Units } from './world-data.ts';

const hour = 3_600_000;

/** A contest whose results are taken back although a unit applies its first prize, with files of every kind; one whose final is over, with the learner's entry and the reasons of its judges; and one that was called off. */
export async function seedContestTurns(db: Db, ids: Record<CastName, string>, units: Units): Promise<Scenery['turns']> {
  const secret = await installationSecret(db, undefined);
  const portsAt = (hours: number) => ({ db, secret, timeZone: 'Asia/Ho_Chi_Minh', clock: { now: () => new Date(Date.now() + hours * hour) } });
  const actor = (name: CastName, grants: Grant[] = []): Actor => ({ id: ids[name], fullName: cast[name].fullName, accountKind: 'OPERATOR', unitId: units.commune, unitName: '', grants, mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' });
  const organiser = actor('organiser', [{ role: 'CONTEST_ORGANISER', scope: 'ALL', unitId: null }]);
  const publisher = actor('publisher', [{ role: 'CONTEST_APPROVER', scope: 'ALL', unitId: null }]);
  const leader = actor('leader', [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: units.commune }]);
  const make = async (traits: ContestTraits, count: number) => {
    const contest = await makeContest(db, { unitId: units.province, createdBy: ids.organiser, prizes: usualPrizes, ...judgedTimes(true), ...traits });
    const own = await makeJudgedEntry(db, contest, 0, actor('learner'));
    return { contest, ...(await judgedRound(db, contest, organiser, Array.from({ length: count }, (_, at) => [9.5 - at, 9 - at, 9 - at]), [], [own])) };
  };
  const commit = async ({ id }: MadeContest) => commitRound(portsAt(-30), organiser, { contest: id, hash: (await readResults(db, secret, id))?.commitment ?? '' });
  const publish = async ({ contest, entries }: { contest: MadeContest; entries: MadeEntry[] }) => {
    for (const at of [0, 1]) await decidePrize(portsAt(-29), organiser, { contest: contest.id, entry: entries[at]?.id ?? '', verdict: { kind: 'PRIZE', prize: contest.prizes[at] ?? '' }, reason: '', was: '' });
    await unblindRound(portsAt(-28), organiser, contest.id);
    await publishResults(portsAt(-27), publisher, { contest: contest.id, hash: (await readResults(db, secret, contest.id))?.publication ?? '', minutes: 'Hội đồng thống nhất kết quả.' });
  };

  const taken = await make({ slug: 'sang-kien-thu-hoi', code: 'TH26', title: 'Sáng kiến hỗ trợ hộ nghèo tiếp cận dịch vụ công' }, 4);
  await commit(taken.contest);
  await publish(taken);
  const made = await proposeAdoption(portsAt(-26), organiser, { contest: taken.contest.id, entry: taken.entries[0]?.id ?? '', unit: units.commune });
  const adoption = made.ok ? made.id : '';
  await writePilot(portsAt(-25), leader, { id: adoption, revision: 1, place: 'Nhà văn hoá thôn Trung', startsOn: inDays(7).slice(0, 10), endsOn: inDays(49).slice(0, 10), measure: 'Lượt người được hỗ trợ mỗi tuần', unit: 'lượt', lessIsBetter: false, baseline: 6, baselineOn: inDays(-3).slice(0, 10), result: null, resultOn: null, fileId: null, evidence: null });
  const at = portsAt(-24).clock.now().toISOString();
  for (const [id, name, more] of [['turn-1', 'Biên bản bàn giao.pdf', { scan: 'CLEAN' }], ['turn-2', 'Ảnh chụp bảng hướng dẫn tại nhà văn hoá thôn.png', { scan: 'UNSCANNED' }], ['turn-3', 'Bảng tính giờ công.xlsx', { scan: 'UNSCANNED', stopped_at: at, stopped_note: 'Eicar' }]] as const) {
    await db.insertInto('adoption_file').values({ id, adoption_id: adoption, name, kind: name.endsWith('pdf') ? 'PDF' : name.endsWith('png') ? 'PNG' : 'XLSX', bytes: 48_000, sha256: id, uploaded_by: leader.id, uploaded_at: at, ...more }).execute();
  }
  const third = taken.entries[2];
  if (third) await raiseAppeal(portsAt(-23), third.owner, { entry: third.id, words: 'Một tệp của bài đã nộp đúng hạn nhưng chưa được chấm.' });
  const { id: appeal } = await db.selectFrom('result_appeal').select('id').where('entry_id', '=', third?.id ?? '').executeTakeFirstOrThrow();
  await answerAppeal(portsAt(-22), organiser, { contest: taken.contest.id, appeal, outcome: 'UPHELD', answer: 'Phản ánh đúng.' });
  await withdrawResults(portsAt(-21), publisher, { contest: taken.contest.id, version: 1, reason: 'Một tệp nộp đúng hạn chưa được chấm; hội đồng xem lại các bài liên quan.' });

  const final = await make({ slug: 'sang-kien-da-chung-ket', code: 'XK26', title: 'Sáng kiến số của thanh niên', finalists: 8, pairReasons: 'TEAMS' }, 8);
  await commit(final.contest);
  await openFinal(portsAt(-30), organiser, final.contest.id);
  await compareAll(db, portsAt(-29.5), final);
  await commit(final.contest);
  await publish(final);
  const off = await makeContest(db, { slug: 'cuoc-thi-da-dung', code: 'DD26', title: 'Chợ dân sinh không tiền mặt', unitId: units.province, createdBy: ids.organiser, prizes: usualPrizes, ...judgedTimes(false) });
  await db.updateTable('contest').set({ closed_at: portsAt(-20).clock.now().toISOString(), closing_reason: 'Hết hạn chỉ có hai bài, không đủ để chấm theo thể lệ.' }).where('id', '=', off.id).execute();
  return { offSlug: off.slug, takenSlug: taken.contest.slug, taken: taken.contest.id, adoption, finalist: final.entries[0]?.id ?? '', finalSlug: final.contest.slug };
}

const words = ['Bài {own} nêu rõ cách đo, bài {other} chưa có số liệu.', '', 'Ngang nhau về hiệu quả; bài {own} dễ làm hơn.', 'Tôi từng làm việc này ở xã nên thấy bài {other} khó duy trì.'] as const;

/** Every judge compares every pair of hers, and says why now and then. */
async function compareAll(db: Db, ports: Parameters<typeof decideDuel>[0], { contest, entries, judges }: { contest: MadeContest; entries: MadeEntry[]; judges: MadeJudge[] }): Promise<void> {
  const order = entries.map(({ id }) => id);
  const labels = new Map((await db.selectFrom('finalist as f').innerJoin('review_round as r', 'r.id', 'f.round_id').select(['f.entry_id', 'f.label']).where('r.contest_id', '=', contest.id).execute()).map((row) => [row.entry_id, row.label]));
  const duels = await db.selectFrom('duel as d').innerJoin('judge as j', 'j.id', 'd.judge_id').select(['d.id', 'd.judge_id', 'd.a_entry_id as a', 'd.b_entry_id as b']).where('j.contest_id', '=', contest.id).orderBy('d.id').execute();
  for (const [at, { id, judge_id, a, b }] of duels.entries()) {
    const person = judges.find((judge) => judge.id === judge_id)?.person;
    const [better, other] = order.indexOf(a) < order.indexOf(b) ? [a, b] : [b, a];
    const reason = (words[at % words.length] ?? '').replace('{own}', labels.get(better) ?? '').replace('{other}', labels.get(other) ?? '');
    if (person) await decideDuel(ports, person, id, { winner: better === a ? 'A' : 'B', reason });
  }
}
