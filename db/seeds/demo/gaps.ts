import { decideGap } from '../../../app/faq/index.server.ts';
import type { Actor } from '../../../app/people/actor.ts';
import { fold } from '../../../app/platform/text/fold.ts';
import type { Db } from '../../client.ts';
import { insertMany, type NewRow } from '../bulk.ts';
import { must } from './answer-desk.ts';
import { daysFrom, openQuestionOn } from './rules/call-story.ts';
import { randomFor } from './rules/random.ts';
import { isWorkingDay, localDay, plusDays, studyMoment } from './rules/working-time.ts';

const daysBack = 40;
const decided = { words: 'Xem tử vi trên VNeID ở mục nào', reason: 'Ngoài phạm vi của trang trợ giúp' } as const;

/** Searches of the last weeks behind which no answer was. One gap was decided long enough ago that it is not open again. */
export async function seedGaps(db: Db, { editor, nowMs }: { editor: Actor; nowMs: number }): Promise<number> {
  const lastDay = plusDays(localDay(nowMs), -1);
  const units = (await db.selectFrom('org_unit').select('id').where('kind', '=', 'COMMUNE_PC').where('valid_to', 'is', null).orderBy('id').execute()).map(({ id }) => id);
  const rows: NewRow<'faq_search'>[] = [];
  const add = (words: string, at: number, random: ReturnType<typeof randomFor>, results: number) =>
    rows.push({ id: random.id(at), question: words, question_fold: fold(words), results, outcome: results > 0 ? 'AGAIN' : null, source: random.chance(0.8) ? 'PUBLIC' : 'STAFF', unit_id: random.chance(0.5) ? (units[Math.floor(units.length * random.next() ** 3)] ?? null) : null, at: new Date(at).toISOString() });
  for (const day of daysFrom(plusDays(lastDay, -daysBack), lastDay)) {
    const random = randomFor(`gaps:${day}`);
    for (let left = isWorkingDay(day) ? random.int(2, 7) : random.int(0, 2); left > 0; left -= 1) {
      const words = openQuestionOn(day, lastDay, random);
      add(random.chance(0.5) ? words : words.toLowerCase(), studyMoment(random, day), random, random.chance(0.25) ? 3 : 0);
    }
    if (day < plusDays(lastDay, -20)) add(decided.words, studyMoment(random, day), random, 0);
  }
  await insertMany(db, 'faq_search', rows);
  const ports = { db, clock: { now: () => new Date(nowMs - 18 * 86_400_000) }, timeZone: 'Asia/Ho_Chi_Minh' };
  await must('gap', decideGap(ports, editor, fold(decided.words), { resolution: 'CLOSED', reason: decided.reason }));
  return rows.length;
}
