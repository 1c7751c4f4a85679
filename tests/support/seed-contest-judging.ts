import { newId } from '../../app/platform/ids.ts';
import type { Actor } from '../../app/people/actor.ts';
import type { Db } from '../../db/client.ts';
import { makeEntry, makeJudge } from '../world/contest-judging.ts';
import { makeContest, makeOutsider } from '../world/contests.ts';
import type { Scenery } from './scenery.ts';
import { inDays } from './seed-contest-results.ts';
import { cast, type CastName, type Units } from './world-data.ts';

/** A contest whose entries have been given out, with the learner as a judge of it, and one that is still screened. */
export async function seedContestJudging(db: Db, ids: Record<CastName, string>, units: Units): Promise<Scenery['judging']> {
  const person = (name: CastName): Actor => ({ id: ids[name], fullName: cast[name].fullName, accountKind: 'OPERATOR', unitId: units.province, unitName: null, grants: [], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' });
  const moments = { ENTRIES_CLOSE: '2026-11-20T16:59:59.000Z', SCREENING_ENDS: '2026-11-22T16:59:59.000Z', SCORING_ENDS: inDays(60), RESULTS: inDays(75, '02:00:00.000Z') };
  const given = await makeContest(db, { slug: 'cham-thi-mau', code: 'CTM', createdBy: ids.organiser, unitId: units.province, title: 'Sáng kiến dữ liệu mở cho thủ tục hành chính', moments });
  const open = await makeContest(db, { slug: 'so-loai-mau', code: 'SLM', createdBy: ids.organiser, unitId: units.province, title: 'Ý tưởng trẻ cho chính quyền số', moments });
  const words = { SOLUTION: 'Ứng dụng nhắc người dân khi giấy tờ sắp hết hạn và chỉ nơi làm lại gần nhất trong tỉnh, theo giờ làm việc thật của từng bộ phận một cửa.', PLAN: 'Thử nghiệm tại ba xã rồi mở rộng.' };
  const entries: string[] = [];
  for (const title of ['Nhắc hạn giấy tờ', 'Bản đồ giờ làm việc một cửa', 'Tra cứu thủ tục bằng giọng nói']) entries.push(await makeEntry(db, given, { title, parts: words }));
  const judges = [await makeJudge(db, given, person('learner')), await makeJudge(db, given, person('trainer')), await makeJudge(db, given, person('editor')), await makeJudge(db, given, person('supervisor'))];
  const round = newId();
  await db.insertInto('review_round').values({ id: round, contest_id: given.id, kind: 'PRELIMINARY', seed: 1, assigned_by: ids.organiser, assigned_at: '2026-11-23T03:00:00.000Z' }).execute();
  const reviews: string[] = [];
  for (const [at, entry] of entries.entries()) {
    for (const judge of judges.filter((_, place) => place !== 3 - at)) {
      const id = newId();
      reviews.push(id);
      await db.insertInto('review_assignment').values({ id, round_id: round, judge_id: judge, entry_id: entry, label: `0${at + 1}`, assigned_at: '2026-11-23T03:00:00.000Z' }).execute();
    }
  }
  const [review = ''] = reviews;
  const screened = await makeEntry(db, open, { title: 'Một cửa trên điện thoại', outcome: 'UNCLEAR', parts: words, owner: person('finisher') });
  const other = await makeEntry(db, open, { title: 'Nhắc lịch tiêm', outcome: null, parts: words, owner: await makeOutsider(db, { fullName: 'Hà Thị Ngân Giang' }) });
  const seat = await makeJudge(db, open, person('learner'), { acceptedAt: null });
  return { given: given.id, open: open.id, entry: screened, other, judge: judges[1] ?? '', review, lastReview: reviews.at(-1) ?? '', seat };
}
