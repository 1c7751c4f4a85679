import type { Db } from '../../client.ts';
import { insertMany, type NewRow } from '../bulk.ts';
import { idFromKey } from '../ids.ts';
import { contestId, criterionId } from './contest-rows.ts';
import { criteria, type CallStory } from './contest-story.ts';
import { randomFor, type Random } from './rules/random.ts';

interface Judging {
  screened: string;
  assigned: string;
  /** When the first sheet was locked. */
  scored: string;
  organiserId: string;
  judges: readonly string[];
  entries: readonly string[];
  /** Sheets of this moment and later are not written yet; without it all are locked. */
  openSince?: string;
}
interface Sheet {
  id: string;
  judge: number;
  entry: number;
  lockedAt: string;
  values: number[];
}
export const judgeId = (code: string, at: number): string => idFromKey(`judge:${code}:${at}`);
/** Judges are invited days before the entries are screened, and answer on the next day. */
const daysBefore = (instant: string, days: number): string => new Date(Date.parse(instant) - days * 86_400_000).toISOString();

/** Every entry was found eligible and read by three judges, any two of whom are linked through others; all sheets are locked, or those before a moment. */
export async function storeJudging(db: Db, { code }: Pick<CallStory, 'code'>, { organiserId, judges, entries, screened, assigned, scored, openSince }: Judging): Promise<void> {
  const [round_id, contest_id] = [idFromKey(`round:${code}`), contestId(code)];
  await insertMany(db, 'eligibility_check', entries.map((entry_id, at): NewRow<'eligibility_check'> => ({ id: idFromKey(`eligible:${code}:${at}`), entry_id, outcome: 'ELIGIBLE', reason: 'Đủ điều kiện theo thể lệ.', checked_by: organiserId, checked_at: new Date(Date.parse(screened) + at * 600_000).toISOString() })));
  await insertMany(db, 'judge', judges.map((user_id, at): NewRow<'judge'> => ({ id: judgeId(code, at), contest_id, user_id, max_reviews: 12, invited_by: organiserId, invited_at: daysBefore(screened, 3), accepted_at: daysBefore(screened, 2), declared_at: daysBefore(screened, 2) })));
  await db.insertInto('review_round').values({ id: round_id, contest_id, kind: 'PRELIMINARY', seed: 2025, assigned_by: organiserId, assigned_at: assigned }).execute();
  const given = drawSheets(code, scored, { judges: judges.length, entries: entries.length });
  const sheets = given.filter(({ lockedAt }) => openSince === undefined || lockedAt < openSince);
  await insertMany(db, 'review_assignment', given.map(({ id, judge, entry }, at): NewRow<'review_assignment'> => ({ id, round_id, judge_id: judgeId(code, judge), entry_id: entries[entry] ?? '', label: `B${String(at + 1).padStart(3, '0')}`, assigned_at: assigned })));
  await insertMany(db, 'score_sheet', sheets.map(({ id, values, lockedAt }, at): NewRow<'score_sheet'> => ({ assignment_id: id, comment: wordsFor(values), confidence: 4, note_to_organiser: at === noteAt ? noteWords : '', saved_at: lockedAt })));
  await insertMany(db, 'score', sheets.flatMap(({ id, values }) => values.map((value, at): NewRow<'score'> => ({ assignment_id: id, criterion_id: criterionId(code, at), value, reason: reasonFor(value) }))));
  // Scores come before the lock, as they do at the desk.
  for (const { id, lockedAt } of sheets) await db.updateTable('score_sheet').set({ locked_at: lockedAt }).where('assignment_id', '=', id).execute();
}

/** Three judges an entry, round and round the jury with a growing step; what they give comes from the entry, the judge and chance. */
function drawSheets(code: string, scored: string, { judges, entries }: { judges: number; entries: number }): Sheet[] {
  const random = randomFor(`contest-scores:${code}`);
  const leniency = Array.from({ length: judges }, () => random.around(0, 0.7));
  return Array.from({ length: entries }, (_, entry) => {
    const quality = random.around(6.6, 1.2);
    const turn = Math.floor(entry / judges);
    return [0, 1 + turn, 5 + 2 * turn].map((step): Sheet => {
      const judge = (entry + step) % judges;
      return { id: idFromKey(`review:${code}:${entry}:${judge}`), judge, entry, lockedAt: new Date(Date.parse(scored) + (entry * 3 + step) * 3_600_000).toISOString(), values: criteria.map(() => scoreOf(quality + (leniency[judge] ?? 0), random)) };
    });
  }).flat();
}

function scoreOf(middle: number, random: Random): number {
  return Math.min(10, Math.max(1, Math.round(random.around(middle, 0.6) * 2) / 2));
}

/** One judge had something to tell the organisers. */
const noteAt = 7;
const noteWords = 'Phần “Giải pháp” có một đoạn giống trang giới thiệu của một sản phẩm đang bán. Đề nghị đối chiếu.';

function reasonFor(value: number): string {
  if (value >= 8) return 'Nêu đủ và có số liệu kèm theo.';
  if (value >= 6) return 'Đạt, còn thiếu một vài số liệu.';
  return 'Nêu chung chung, chưa có căn cứ.';
}

function wordsFor(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (mean >= 8) return 'Vấn đề rõ, giải pháp gọn, có cách đo. Nên thí điểm sớm.';
  if (mean >= 6.5) return 'Ý tưởng tốt, cần làm rõ nguồn dữ liệu và người vận hành sau thí điểm.';
  if (mean >= 5) return 'Cần thu hẹp phạm vi và nêu số liệu ban đầu để so sánh.';
  return 'Chưa nêu rõ vấn đề của ai và dữ liệu lấy từ đâu.';
}
