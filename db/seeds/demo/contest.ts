import { addAdoptionStep, answerAppeal, answerPrompts, awardPrizes, changeAdoptionState, closeCall, closeVote, completeAdoptionStep, explainGap, promptAdoptions, proposeAdoption, setRecognition, withdrawEntry, writePilot } from '../../../app/contest/index.server.ts';
import { fanOut } from '../../../app/messaging/index.server.ts';
import type { Actor } from '../../../app/people/actor.ts';
import type { Db } from '../../client.ts';
import { unitId } from '../ids.ts';
import { actorOf } from './answers.ts';
import { HOA_LU } from './cast.ts';
import { seedFinal, seedVoted } from './contest-2026.ts';
import { agree, commitAt, entrantOf, letVote, must, object, portsAt, publishByRank, resultsNow, type Desk } from './contest-desk.ts';
import { storeJudging } from './contest-judging.ts';
import { seedCalledOff, seedJudged } from './contest-turns.ts';
import { contestId, outsiderId, storeCall, storeEntries, storeOutsiders, type Owner, type Told } from './contest-rows.ts';
import { drafts, ideas, outsiders, past, present } from './contest-story.ts';
import type { DemoPerson } from './population.ts';
import { randomFor } from './rules/random.ts';

/** A contest that is over, from its entries to what became of two prizes; one whose results have just come out; one in its final, one whose judges are at work, one that was called off, and one that is open. @returns how many entries there are */
export async function seedContests(db: Db, secret: string, people: readonly DemoPerson[]): Promise<number> {
  const desk: Desk = { db, secret, organiser: actorOf(people, 'CONTEST_ORGANISER'), publisher: actorOf(people, 'CONTEST_APPROVER') };
  const staff = randomFor('contest-staff').shuffle(people.filter(({ cast, leftOn, email }) => !cast && !leftOn && email));
  const judges = staff.slice(0, 12);
  const officials = staff.slice(12, 36).map(({ id, email, fullName }): Owner => ({ id, email: email ?? '', fullName }));
  const fromOutside = outsiders.map(({ email, fullName }): Owner => ({ id: outsiderId(email), email, fullName }));
  await storeOutsiders(db, past.publishedAt);
  await storeCall(db, past, desk.organiser.id);
  await storeCall(db, present, desk.organiser.id);
  const owners = ideas.map((_, at) => (at % 5 < 3 ? officials[at % officials.length] : fromOutside[at % fromOutside.length]) ?? { id: desk.organiser.id, email: '', fullName: '' });
  const told = await storeEntries(db, secret, past, ideas.map(([title, summary], at) => ({ title, summary, owner: owners[at] as Owner, at: new Date(Date.parse('2025-12-03T02:00:00.000Z') + at * 16 * 3_600_000).toISOString(), isSubmitted: true })));
  const begun = await storeEntries(db, secret, present, drafts.map(([title, summary, isSubmitted], at) => ({ title, summary, isSubmitted, owner: ((at % 3 === 2 ? officials[at] : fromOutside[at % 2]) ?? owners[0]) as Owner, at: new Date(Date.parse('2026-11-04T02:00:00.000Z') + at * 40 * 3_600_000).toISOString() })));
  const [taken] = begun.slice(-1);
  // Whoever signs in as the inventor finds an entry that she has taken out, with its receipt; she may hand it in again.
  if (taken) must(await withdrawEntry(portsAt(desk, '2026-11-18T07:30:00.000Z'), entrantOf(desk, taken), taken.entryId));
  await storeJudging(db, past, { organiserId: desk.organiser.id, judges: judges.map(({ id }) => id), entries: told.map(({ entryId }) => entryId), screened: '2026-01-08T02:00:00.000Z', assigned: '2026-01-16T02:00:00.000Z', scored: '2026-01-26T02:00:00.000Z' });
  await concludePast(desk, told, staff.slice(40, 85));
  await adoptPrizes(desk, people);
  const visitor = people.find(({ cast }) => cast?.role === 'LEARNER');
  const players = { owners: [...fromOutside, ...officials.slice(0, 8)], judges: [...(visitor ? [visitor.id] : []), ...judges.slice(0, 7).map(({ id }) => id)], voters: staff.slice(50, 80), leader: people.find(({ cast }) => cast?.role === 'UNIT_LEADER') };
  const more = (await seedVoted(desk, players)) + (await seedFinal(desk, players)) + (await seedJudged(desk, players)) + (await seedCalledOff(desk, players));
  await deliver(db);
  return told.length + drafts.length + more;
}

/** From the commitment to the award and a vote that is over, each deed at its moment by whoever does it. */
async function concludePast(desk: Desk, told: readonly Told[], voters: readonly DemoPerson[]): Promise<void> {
  const contest = contestId(past.code);
  await commitAt(desk, contest, '2026-02-16T02:00:00.000Z');
  const { entries, seats } = await publishByRank(desk, contest, {
    decided: '2026-03-03T02:00:00.000Z', opened: '2026-03-04T02:00:00.000Z', published: '2026-03-10T02:00:00.000Z',
    minutes: 'Hội đồng họp ngày 03/3/2026, đủ 9 thành viên. Các giải theo thứ hạng được thống nhất; một giải ngoài thứ hạng có lý do kèm theo. Không có ý kiến khác.',
    special: { behind: 2, reason: 'Dùng dữ liệu mở của tỉnh đầy đủ nhất trong các bài chưa có giải theo thứ hạng; hội đồng thống nhất 9/9.' },
  });
  must(await awardPrizes(portsAt(desk, '2026-03-26T02:00:00.000Z'), desk.organiser, contest));
  await agree(desk, told, entries.slice(0, seats).filter((_, at) => at % 4 !== 3), '2026-03-11T02:00:00.000Z');
  const next = told.find(({ entryId }) => entryId === entries[seats]);
  if (next) {
    const appeal = await object(desk, next, 'Đề nghị xem lại điểm tiêu chí “Khả năng áp dụng”: bài đã nêu kế hoạch thí điểm ba tháng.', '2026-03-12T02:00:00.000Z');
    must(await answerAppeal(portsAt(desk, '2026-03-18T02:00:00.000Z'), desk.organiser, { contest, appeal, outcome: 'DISMISSED', answer: 'Ban tổ chức đã đối chiếu ba phiếu chấm với thể lệ: điểm được cho đúng thang. Kết quả giữ nguyên.' }));
  }
  await letVote(desk, { contest, slug: past.slug, opens: '2026-03-16T01:00:00.000Z', closes: '2026-04-05T16:59:59.000Z', until: '2026-04-05T14:00:00.000Z', voters });
  await closeVote(portsAt(desk, '2026-04-05T17:00:01.000Z'), contest);
  await desk.db.deleteFrom('job').where('unique_key', 'like', `%${contest}`).where('name', '=', 'contest.close-vote').execute();
  const { revision } = await desk.db.selectFrom('contest').select('revision').where('id', '=', contest).executeTakeFirstOrThrow();
  must(await closeCall(portsAt(desk, '2026-04-30T02:00:00.000Z'), desk.organiser, { id: contest, revision, reason: 'Đã công bố kết quả, trả lời phản ánh, trao giải và giao các bài đạt giải cho đơn vị áp dụng.' }));
}

/** The first prize is applied in Hoa Lư with what was measured; the second was given up by another unit, with its reason. */
async function adoptPrizes(desk: Desk, people: readonly DemoPerson[]): Promise<void> {
  const contest = contestId(past.code);
  const { entries } = await resultsNow(desk, contest);
  const elsewhere = people.find(({ isHead, cast, leftOn, agencyKey }) => isHead && !cast && !leftOn && agencyKey !== HOA_LU);
  const leaderOf = (person: { id: string; fullName: string } | undefined, key: string): Actor => ({ ...desk.organiser, id: person?.id ?? '', fullName: person?.fullName ?? '', grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: unitId(key) }] });
  const give = async (at: number, key: string) => must(await proposeAdoption(portsAt(desk, '2026-03-30T02:00:00.000Z'), desk.organiser, { contest, entry: entries[at] ?? '', unit: unitId(key) })).id;
  const applied = await give(0, HOA_LU);
  const leader = leaderOf(people.find(({ cast }) => cast?.role === 'UNIT_LEADER'), HOA_LU);
  let revision = 1;
  const seen = () => ({ id: applied, revision: revision++ });
  must(await changeAdoptionState(portsAt(desk, '2026-04-15T02:00:00.000Z'), leader, { ...seen(), state: 'PILOT', reason: '' }));
  must(await addAdoptionStep(portsAt(desk, '2026-04-15T03:00:00.000Z'), leader, { ...seen(), kind: 'MILESTONE', title: 'Chạy thử tại bộ phận một cửa của phường', on: '2026-05-31', amount: null, unit: null, evidence: null }));
  const milestone = await desk.db.selectFrom('adoption_step').select('id').where('adoption_id', '=', applied).where('kind', '=', 'MILESTONE').executeTakeFirstOrThrow();
  must(await completeAdoptionStep(portsAt(desk, '2026-05-28T02:00:00.000Z'), leader, { ...seen(), step: milestone.id }));
  must(await changeAdoptionState(portsAt(desk, '2026-06-25T02:00:00.000Z'), leader, { ...seen(), state: 'APPLIED', reason: '' }));
  const pilot = { id: applied, place: 'Bộ phận một cửa của phường', startsOn: '2026-04-20', endsOn: '2026-06-15', measure: 'Thời gian xử lý trung bình một hồ sơ', unit: 'phút', lessIsBetter: true, baseline: 42, baselineOn: '2026-04-17', fileId: null };
  must(await writePilot(portsAt(desk, '2026-06-26T02:00:00.000Z'), leader, { ...pilot, ...seen(), result: 31.5, resultOn: '2026-06-16', evidence: 'https://hoa-lu.vi-du.invalid/bao-cao-thi-diem' }));
  await promptAdoptions(portsAt(desk, '2026-06-30T01:00:00.000Z'));
  must(await answerPrompts(portsAt(desk, '2026-07-02T02:00:00.000Z'), leader, { ...seen(), answer: 'Đã áp dụng tại bộ phận một cửa của phường từ 25/6; đang đo giờ công tiết kiệm được.' }));
  for (const [on, amount, unit, title] of [['2026-07-31', 42, 'giờ công mỗi tháng', 'Giờ công của bộ phận một cửa giảm'], ['2026-10-31', 318, 'lượt đi lại', 'Lượt người dân không phải đi lại, quý III']] as const) must(await addAdoptionStep(portsAt(desk, `${on}T08:00:00.000Z`), leader, { ...seen(), kind: 'BENEFIT', title, on, amount, unit, evidence: 'https://hoa-lu.vi-du.invalid/bao-cao-ap-dung' }));
  must(await setRecognition(portsAt(desk, '2026-11-02T02:00:00.000Z'), leader, { ...seen(), recognition: 'FILED' }));
  const key = elsewhere?.agencyKey ?? HOA_LU;
  must(await changeAdoptionState(portsAt(desk, '2026-05-20T02:00:00.000Z'), leaderOf(elsewhere, key), { id: await give(1, key), revision: 1, state: 'NOT_APPLIED', reason: 'Phần mềm một cửa đang dùng đã có chức năng tương tự từ tháng 4/2026; áp dụng thêm sẽ trùng lặp.' }));
  await promptAdoptions(portsAt(desk, '2026-09-30T01:00:00.000Z'));
  must(await explainGap(portsAt(desk, '2026-06-15T02:00:00.000Z'), desk.organiser, { contest, entry: entries[2] ?? '', reason: 'Giải pháp cần dữ liệu đất đai chưa được chia sẻ; sẽ giao khi có dữ liệu.' }));
}

/** What was written to people has reached them at its time. */
async function deliver(db: Db): Promise<void> {
  const messages = await db.selectFrom('message').select(['id', 'send_at']).where((where) => where.or(['contest-%', 'adoption:%', 'entry-%', 'review-%'].map((like) => where('source_id', 'like', like)))).execute();
  for (const { id, send_at: at } of messages) {
    await db.deleteFrom('job').where('unique_key', '=', `fan-out:${id}`).execute();
    await fanOut(db, { now: () => new Date(at) }, id);
    await db.updateTable('delivery').set({ state: 'ACCEPTED', accepted_at: at, attempts: 1 }).where('message_id', '=', id).where('state', '=', 'QUEUED').execute();
  }
}
