import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listProgressDifferences } from '../../../app/learning/index.server.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { makeDemoCourses } from '../../../tests/world/demo-courses.ts';
import type { Db } from '../../client.ts';
import { idFromKey } from '../ids.ts';
import { storeOrganisation } from '../organisation/store.ts';
import { DEMO_NOW, seedDemo } from './index.ts';
import { isHoliday, localDay } from './rules/working-time.ts';

const secret = 'mot-bi-mat-du-dai-cho-viec-kiem-tra';
let db: Db & AsyncDisposable;
const rowsOf = async <Row>(text: string): Promise<Row[]> => (await sql.raw<Row>(text).execute(db)).rows;
const valueOf = async (text: string): Promise<number> => Number(Object.values((await rowsOf<Record<string, unknown>>(text))[0] ?? {})[0]);

/** The small security course, due yearly and with a pre-test of three questions from each of its two modules. */
async function makeYearly(of: Db): Promise<void> {
  const [course, version, assessment] = ['course', 'version', 'pretest'].map((kind) => idFromKey(`${kind}:an-toan-thong-tin`)) as [string, string, string];
  const settings = { aim: '', audience: '', models: [43], periods: 3, passScore: 8, certificateValidMonths: 12, renewal: { everyMonths: 12, leadDays: 45, pretest: { questions: 3, right: 3, minutes: 40 } } };
  await of.updateTable('course_version').set({ settings: JSON.stringify(settings) }).where('id', '=', version).execute();
  await of.insertInto('assessment').values({ id: assessment, course_id: course, key: 'kiem-tra-dau-vao' }).execute();
  const blueprint = JSON.stringify(['m1', 'm2'].map((module) => ({ module, count: 3 })));
  await of.insertInto('assessment_version').values({ id: `${assessment}-1`, course_version_id: version, assessment_id: assessment, kind: 'PRETEST', module_key: null, position: 9, title: 'Đầu vào', time_limit_minutes: 40, pass_score: 0, max_attempts: 1, cooldown_minutes: 0, question_count: 6, blueprint }).execute();
}

beforeAll(async () => {
  db = await freshDb();
  await storeOrganisation(db);
  await makeDemoCourses(db);
  await makeYearly(db);
  await seedDemo(db, { secret, people: 400 });
}, 120_000);
afterAll(() => db.destroy());

describe('the renewals of the demo', () => {
  it('are open for whoever took the pilot a year ago, and some have sat the pre-test', async () => {
    const open = await valueOf('select count(*) from enrollment where round = 2 and cancelled_at is null');
    const sat = await valueOf(`select count(*) from attempt where round = 2 and submitted_at is not null`);
    expect(open).toBeGreaterThan(3);
    expect(sat).toBeGreaterThan(0);
    expect(sat).toBeLessThan(open);
    expect(await valueOf('select sum(minutes_returned) from course_progress')).toBeGreaterThan(0);
    expect(await rowsOf(`select n.id from enrollment n join enrollment o on o.id = n.renews_id where o.cancelled_at <> n.enrolled_at or n.due_on < '2026-11-30' or n.enrolled_at >= '${DEMO_NOW}'`)).toEqual([]);
  });

  it('keep the certificates of the year before, valid until their own day', async () => {
    expect(await valueOf(`select count(*) from enrollment e where e.round = 2 and not exists (select 1 from certificate c where c.user_id = e.user_id and c.course_id = e.course_id and c.round = 1 and c.revoked_at is null and c.valid_until >= '2026-11-23')`)).toBe(0);
  });

  it('wait for a visitor who signs in as the channel operator', async () => {
    expect(await rowsOf(`select e.round, e.due_on > '2026-11-30' as later, (select count(*) from attempt a where a.user_id = e.user_id and a.round = 2) as sat
      from enrollment e join user_account u on u.id = e.user_id join course c on c.id = e.course_id where u.staff_no = 'NB-000009' and c.slug = 'an-toan-thong-tin' and e.cancelled_at is null`)).toEqual([{ round: 2, later: 1, sat: 0 }]);
  });

  it('happened on working days, before now, and the screens say what the ledger says', async () => {
    const times = await rowsOf<{ at: string }>(`select started_at as at from attempt where round = 2 union all select submitted_at from attempt where round = 2`);
    expect(times.filter(({ at }) => at >= DEMO_NOW || isHoliday(localDay(Date.parse(at))))).toEqual([]);
    expect((await listProgressDifferences(db)).differences).toEqual([]);
    expect(await valueOf(`select count(*) from job where name = 'learning.auto-submit'`)).toBe(0);
    expect(await rowsOf('select * from pragma_foreign_key_check')).toEqual([]);
  });
});
