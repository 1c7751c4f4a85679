import { addAdoptionStep, answerAppeal, changeAdoptionState, commitRound, decidePrize, openFinal, openVote, proposeAdoption, publishResults, raiseAppeal, readResults, setGalleryConsent, unblindRound, writePilot } from '../../app/contest/index.server.ts';
import type { Actor, Grant } from '../../app/people/actor.ts';
import { installationSecret } from '../../app/platform/signing.server.ts';
import type { Db } from '../../db/client.ts';
import { makeJudge } from '../world/contest-judging.ts';
import { judgedRound, makeJudgedEntry, usualPrizes, type MadeEntry, type Sheets } from '../world/contest-results.ts';
import { makeContest, type ContestTraits, type MadeContest } from '../world/contests.ts';
import { makePerson, makeUnit } from '../world/people.ts';
import type { Scenery } from './scenery.ts';
import { cast, type CastName, type Units } from './world-data.ts';

const hour = 3_600_000;
export const inDays = (days: number, time = '16:59:59.000Z') => `${new Date(Date.now() + days * 24 * hour).toISOString().slice(0, 10)}T${time}`;
/** Entries are in, and judges have some more days or are done; all of it so many days earlier. */
export const judgedTimes = (isDone: boolean, earlier = 0): Pick<ContestTraits, 'moments' | 'publishedAt' | 'judged'> => {
  const at = (days: number, time?: string) => inDays(days - earlier, time);
  return {
    publishedAt: at(-62, '02:00:00.000Z'),
    moments: { OPENS: at(-60, '01:00:00.000Z'), ENTRIES_CLOSE: at(-25), SCREENING_ENDS: at(-15), SCORING_ENDS: at(isDone ? -3 : 20), RESULTS: at(isDone ? 5 : 30, '02:00:00.000Z') },
    judged: { handedIn: at(-27, '03:00:00.000Z'), givenOut: at(-14, '03:00:00.000Z'), locked: at(-5, '03:00:00.000Z') },
  };
};
const sheets = [[9, 8, 9.5], [8, 7, 9], [8, 8, 7.5], [5, 4, 6], [2, 1, 3]];

/** A contest whose results are public, with objections and an adoption; one that is committed; one whose sheets are not all locked; one that lacks a review; one whose final runs. */
export async function seedContestResults(db: Db, ids: Record<CastName, string>, units: Units): Promise<Scenery['results']> {
  const secret = await installationSecret(db, undefined);
  const portsAt = (hours: number) => ({ db, secret, timeZone: 'Asia/Ho_Chi_Minh', clock: { now: () => new Date(Date.now() + hours * hour) } });
  const actor = (name: CastName, grants: Grant[] = []): Actor => ({ id: ids[name], fullName: cast[name].fullName, accountKind: 'OPERATOR', unitId: units.commune, unitName: '', grants, mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' });
  const organiser = actor('organiser', [{ role: 'CONTEST_ORGANISER', scope: 'ALL', unitId: null }]);
  const publisher = actor('publisher', [{ role: 'CONTEST_APPROVER', scope: 'ALL', unitId: null }]);
  const leader = actor('leader', [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: units.commune }]);
  const learner = actor('learner');
  const make = async (slug: string, code: string, title: string, { unlocked = [], given = sheets, isDone = true, earlier = 0 }: { unlocked?: readonly number[]; given?: Sheets; isDone?: boolean; earlier?: number } = {}): Promise<{ contest: MadeContest; entries: MadeEntry[] }> => {
    const contest = await makeContest(db, { slug, code, title, unitId: units.province, createdBy: ids.organiser, prizes: usualPrizes, ...judgedTimes(isDone, earlier) });
    const own = await makeJudgedEntry(db, contest, 0, learner);
    return { contest, entries: (await judgedRound(db, contest, organiser, given, unlocked, [own])).entries };
  };
  const commit = async ({ contest }: { contest: MadeContest }, daysAgo = 0) => commitRound(portsAt(-40 - 24 * daysAgo), organiser, { contest: contest.id, hash: (await readResults(db, secret, contest.id))?.commitment ?? '' });
  const decide = async ({ contest, entries }: { contest: MadeContest; entries: MadeEntry[] }, at: number, daysAgo: number) => decidePrize(portsAt(-39 - 24 * daysAgo), organiser, { contest: contest.id, entry: entries[at]?.id ?? '', verdict: { kind: 'PRIZE', prize: contest.prizes[at] ?? '' }, reason: '', was: '' });

  const waiting = await make('sang-kien-cho-khoa', 'CK26', 'Sáng kiến phục vụ người cao tuổi', { unlocked: [3, 7], isDone: false });
  const sealed = await make('sang-kien-niem-phong', 'NP26', 'Sáng kiến phục vụ hộ kinh doanh', { given: [[8, 7, 9], [8, 'x', 8.5], [3, 2, 4]], isDone: false });
  // Somebody who can take over what was abstained from.
  await makeJudge(db, sealed.contest, await makePerson(db, { fullName: 'Dương Thị Dự Bị', unitId: await makeUnit(db, { name: 'Trường Đại học Hoa Lư', kind: 'SERVICE_UNIT', level: 'PROVINCE' }) }));
  const committed = await make('sang-kien-cam-ket', 'CT26', 'Sáng kiến dữ liệu mở cấp xã');
  await commit(committed);
  // Its results are old enough for a prize that has been tried out since, and young enough for an objection.
  const ago = 7;
  const done = await make('sang-kien-ket-qua', 'KQ26', 'Sáng kiến ứng dụng dữ liệu dân cư, định danh và xác thực điện tử phục vụ người dân, doanh nghiệp', { earlier: ago });
  await commit(done, ago);
  for (const at of [0, 1]) await decide(done, at, ago);
  await unblindRound(portsAt(-38 - 24 * ago), organiser, done.contest.id);
  await publishResults(portsAt(-37 - 24 * ago), publisher, { contest: done.contest.id, hash: (await readResults(db, secret, done.contest.id))?.publication ?? '', minutes: 'Hội đồng thống nhất kết quả.\nKhông có ý kiến khác.' });
  const [own, second] = done.entries;
  await setGalleryConsent(portsAt(-36), learner, { entry: own?.id ?? '', isGiven: true });
  if (second) await setGalleryConsent(portsAt(-36), second.owner, { entry: second.id, isGiven: true });
  await openVote(portsAt(-36), organiser, { contest: done.contest.id, closesAt: new Date(Date.now() + 240 * hour).toISOString() });
  const third = done.entries[2];
  if (third) await raiseAppeal(portsAt(-35), third.owner, { entry: third.id, words: 'Đề nghị xem lại điểm tiêu chí Khả năng áp dụng.' });
  const { id: appeal } = await db.selectFrom('result_appeal').select('id').executeTakeFirstOrThrow();
  const fourth = done.entries[3];
  if (fourth) await raiseAppeal(portsAt(-35), fourth.owner, { entry: fourth.id, words: 'Một tệp của bài đã nộp đúng hạn nhưng chưa được chấm.' });
  const { id: right } = await db.selectFrom('result_appeal').select('id').where('id', '!=', appeal).executeTakeFirstOrThrow();
  await answerAppeal(portsAt(-34), organiser, { contest: done.contest.id, appeal: right, outcome: 'UPHELD', answer: 'Khiếu nại đúng: tệp đã nộp trong hạn mà giám khảo không được đọc.' });
  const onDay = (days: number) => inDays(days).slice(0, 10);
  const made = await proposeAdoption(portsAt(24 * -8), organiser, { contest: done.contest.id, entry: own?.id ?? '', unit: units.commune });
  const adoption = made.ok ? made.id : '';
  await changeAdoptionState(portsAt(24 * -7.5), leader, { id: adoption, revision: 1, state: 'PILOT', reason: '' });
  await addAdoptionStep(portsAt(24 * -7.5), leader, { id: adoption, revision: 2, kind: 'MILESTONE', title: 'Áp dụng tại mọi quầy của bộ phận một cửa', on: onDay(30), amount: null, unit: null, evidence: null });
  await addAdoptionStep(portsAt(-31), leader, { id: adoption, revision: 3, kind: 'BENEFIT', title: 'Giảm giờ công', on: onDay(-2), amount: 1_234.5, unit: 'giờ công mỗi tháng', evidence: 'https://vi-du.invalid/bao-cao' });
  await writePilot(portsAt(-30), leader, { id: adoption, revision: 4, place: 'Bộ phận một cửa của phường', startsOn: onDay(-7), endsOn: onDay(-3), measure: 'Thời gian xử lý trung bình một hồ sơ', unit: 'phút', lessIsBetter: true, baseline: 42, baselineOn: onDay(-8), result: 31.5, resultOn: onDay(-2), fileId: null, evidence: 'https://vi-du.invalid/bao-cao' });
  await db.insertInto('adoption_file').values({ id: 'evidence-1', adoption_id: adoption, name: 'Báo cáo kết quả thí điểm tại bộ phận một cửa.pdf', kind: 'PDF', bytes: 182_400, sha256: 'x', scan: 'UNSCANNED', uploaded_by: leader.id, uploaded_at: portsAt(-30).clock.now().toISOString(), shown_at: portsAt(-29).clock.now().toISOString() }).execute();
  const final = await makeContest(db, { slug: 'sang-kien-chung-ket', code: 'CK06', title: 'Sáng kiến chuyển đổi số cấp xã', unitId: units.province, createdBy: ids.organiser, prizes: usualPrizes, finalists: 8, ...judgedTimes(true) });
  await judgedRound(db, final, organiser, Array.from({ length: 9 }, (_, at) => [9.5 - at, 9 - at, 9 - at]));
  const seat = await makeJudge(db, final, actor('editor'));
  await commit({ contest: final });
  await openFinal(portsAt(-30), organiser, final.id);
  const { id: duel } = await db.selectFrom('duel').select('id').where('judge_id', '=', seat).executeTakeFirstOrThrow();
  return { final: final.id, duel, contest: done.contest.id, slug: done.contest.slug, own: own?.id ?? '', second: second?.id ?? '', appeal, adoption, committed: committed.contest.id, undecided: committed.entries[1]?.id ?? '', openSlug: committed.contest.slug, waiting: waiting.contest.id, sealed: sealed.contest.id };
}
