import { countAnswers } from '../../app/learning/index.server.ts';
import type { Db } from '../../db/client.ts';
import { testClock } from './clock.ts';
import { makePerson } from '../world/people.ts';
import { sit, suspend, type Given } from '../world/sittings.ts';
import type { Units } from './world-data.ts';

const course = 'an-toan-thong-tin';

/** Forty people who have left the office answered a module test, some of its questions oddly; another question is out of use. */
export async function seedQuestions(db: Db, units: Units): Promise<void> {
  const now = new Date();
  const [startedAt, submittedAt] = [-20, -10].map((minutes) => new Date(now.getTime() + minutes * 60_000).toISOString()) as [string, string];
  for (let at = 0; at < 40; at += 1) {
    const isStrong = at % 2 === 0;
    const well: Given = isStrong ? 'right' : 'wrong';
    const person = await makePerson(db, { fullName: `Vũ Thị Thi ${at + 1}`, staffNo: `CB91${String(at).padStart(3, '0')}`, email: null, unitId: units.counter });
    await db.updateTable('user_account').set({ disabled_at: startedAt, disabled_reason: 'ADMIN' }).where('id', '=', person.id).execute();
    const given: Record<string, Given> = { 'm2-q02': isStrong ? 'wrong' : 'right', 'm2-q01': at % 6 === 0 ? 'right' : 'wrong', 'm2-q04': well, 'm2-q05': well, 'm2-q06': at % 7 === 0 ? 'open' : well };
    await sit(db, { userId: person.id, course, assessment: 'kiem-tra-m2', startedAt, submittedAt, given, flagged: at % 5 === 0 ? ['m2-q02'] : [] });
  }
  await countAnswers(db, now.toISOString());
  const editor = await makePerson(db, { fullName: 'Lê Thị Ánh', staffNo: 'CB91900', email: null, unitId: units.counter, grants: [{ role: 'CONTENT_EDITOR', scope: 'ALL', unitId: null }] });
  await suspend(db, testClock(now.toISOString()), editor, course, 'm4-q05', 'Hai phương án cùng đúng theo hướng dẫn mới');
}
