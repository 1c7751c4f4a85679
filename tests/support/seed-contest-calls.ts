import { newId } from '../../app/platform/ids.ts';
import type { Db } from '../../db/client.ts';
import { extendContest, makeContest, makeOutsider, makeRules } from '../world/contests.ts';
import type { Scenery } from './scenery.ts';
import type { CastName, Units } from './world-data.ts';

const inDays = (days: number, time = '16:59:59.000Z') => `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T${time}`;
const moments = (opens: number, closes: number) => ({ OPENS: inDays(opens, '01:00:00.000Z'), ENTRIES_CLOSE: inDays(closes), SCREENING_ENDS: inDays(closes + 15), SCORING_ENDS: inDays(closes + 45), RESULTS: inDays(closes + 60, '02:00:00.000Z') });

const rules = `## Điều 1. Bài dự thi

Mỗi đội nộp **một** bài trong mỗi lĩnh vực, do chính đội làm ra.

## Điều 2. Dữ liệu

- Chỉ sử dụng dữ liệu mở hoặc dữ liệu có quyền sử dụng.
- Không đưa dữ liệu cá nhân của người khác vào bài.

Hỏi thêm tại [trang hỏi đáp](/help).`;

/** Contests in three states, questions, and somebody from outside. */
export async function seedContestCalls(db: Db, ids: Record<CastName, string>, units: Units): Promise<{ outsider: string; contests: Scenery['contests'] }> {
  const by = { createdBy: ids.organiser, unitId: units.province };
  const open = await makeContest(db, { ...by, slug: 'sang-kien-du-lieu', code: 'SK26', title: 'Sáng kiến dữ liệu dân cư vì người dân Ninh Bình', moments: moments(-20, 30), rules, graceSeconds: 60, tracks: ['Chính quyền số', 'Y tế, giáo dục, an sinh', 'Du lịch và di sản'], prizes: [{ kind: 'FIRST', title: 'Giải nhất', amount: 50_000_000 }, { kind: 'CONSOLATION', title: 'Giải khuyến khích', count: 5 }], datasets: ['Danh mục thủ tục hành chính', 'Số liệu dân số theo xã, phường'] });
  await extendContest(db, open, 90, 'Đường truyền của trung tâm dữ liệu bị đứt', inDays(-1));
  const second = rules.replace('một', 'tối đa hai');
  await makeRules(db, open, { version: 2, body: second, publishedAt: inDays(-2, '02:00:00.000Z') });
  await makeRules(db, open, { version: 3, body: `${second}\n\n## Điều 3. Bản quyền\n\nĐội dự thi giữ bản quyền và đồng ý cho tỉnh sử dụng bài đoạt giải.`, publishedAt: null });
  const draft = await makeContest(db, { ...by, slug: 'y-tuong-so', code: 'YT27', title: 'Ý tưởng số của thanh niên', moments: moments(20, 60), publishedAt: null, criteria: [{ title: 'Tính mới', weight: 0.4 }, { title: 'Hiệu quả', weight: 0.35 }] });
  const over = await makeContest(db, { ...by, slug: 'du-lieu-mo-2025', code: 'DM25', title: 'Ứng dụng dữ liệu mở', moments: moments(-60, -5) });
  const outsider = await makeOutsider(db, { fullName: 'Lương Thế Vinh', email: 'the-vinh@vi-du.invalid', kind: 'ENTERPRISE' });
  const ask = (question: string, answer: string | null) => db.insertInto('contest_question').values({ id: newId(), contest_id: open.id, asked_by: outsider.id, question, asked_at: inDays(-3), answer, answered_by: answer && ids.organiser, answered_at: answer && inDays(-2, '03:00:00.000Z') }).execute();
  await ask('Một đội có được nộp hai bài ở hai lĩnh vực không?', 'Được. Từ phiên bản 2 của thể lệ, mỗi lĩnh vực được nộp tối đa hai bài.');
  await ask('Doanh nghiệp ngoài tỉnh có được dự thi không?', null);
  const code = newId();
  await db.insertInto('sign_in_code').values({ id: code, email: 'cho-ma@vi-du.invalid', code_hash: '', created_at: new Date().toISOString(), expires_at: inDays(1) }).execute();
  return { outsider: outsider.id, contests: { open: open.id, openSlug: open.slug, draft: draft.id, overSlug: over.slug, code } };
}
