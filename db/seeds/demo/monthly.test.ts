import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { freshDb } from '../../../tests/support/db.ts';
import type { Db } from '../../client.ts';
import { loadOrganisation } from '../organisation/load.ts';
import { storeOrganisation } from '../organisation/store.ts';
import { seedMonthly } from './monthly.ts';
import { populate, TODAY } from './population.ts';
import { proposeCarriers, successorOn } from './rules/model-carriers.ts';
import { drawCourse, lineOf } from './rules/monthly-lines.ts';
import { randomFor } from './rules/random.ts';
import { DEMO_NOW } from './rules/working-time.ts';
import { storePeople } from './store-people.ts';

const organisation = loadOrganisation();
let db: Db & AsyncDisposable;
let count: number;
beforeAll(async () => {
  db = await freshDb();
  await storeOrganisation(db);
  const people = populate(organisation, 2_000);
  await storePeople(db, people);
  count = await seedMonthly(db, 'content', people, Date.parse(DEMO_NOW));
}, 60_000);
afterAll(() => db.destroy());

const rows = async <Row>(text: string): Promise<Row[]> => (await sql.raw<Row>(text).execute(db)).rows;

describe('the demo’s monthly reports', () => {
  it('fill a year of a score of units, and the last month in every state', async () => {
    expect(count).toBeGreaterThan(80);
    expect((await rows('select distinct month from monthly_report')).length).toBe(13);
    expect((await rows<{ state: string }>("select distinct state from monthly_report where month = '2026-11' order by 1")).map(({ state }) => state)).toEqual(['ACCEPTED', 'DRAFT', 'PENDING_APPROVAL', 'RECEIVED', 'RETURNED', 'SUBMITTED']);
    expect((await rows('select 1 from monthly_report where first_submitted_at > due_at')).length).toBeGreaterThan(3);
  });

  it('lie in the past, were never approved by who wrote them, and are what their versions say', async () => {
    expect(await rows(`select 1 from monthly_report_step where taken_at > '${DEMO_NOW}'`)).toEqual([]);
    expect(await rows("select 1 from monthly_report_step s join monthly_report_author a on a.report_id = s.report_id and a.user_id = s.taken_by where s.step = 'SUBMIT'")).toEqual([]);
    expect(await rows("select 1 from monthly_report_version v join monthly_report r on r.id = v.report_id where v.content ->> '$.month' <> r.month")).toEqual([]);
  });

  it('leave the ward something to do: one that waits for its leader, one that is half written', async () => {
    const ward = await rows<{ month: string; state: string }>("select r.month, r.state from monthly_report r join role_assignment a on a.unit_id = r.unit_id and a.role = 'FOCAL_POINT' join user_account u on u.id = a.user_id and u.email = 'dau-moi@vi-du.invalid' where r.month > '2026-10' order by 1");
    expect(ward).toEqual([{ month: '2026-11', state: 'PENDING_APPROVAL' }, { month: '2026-12', state: 'DRAFT' }]);
    expect(await rows("select 1 from job where name = 'messaging.fan-out' and unique_key in (select 'fan-out:' || id from message where source_id like 'monthly-report:%')")).toEqual([]);
  });

  it('claim nothing for certain about who carries what', async () => {
    expect(await rows("select distinct note from model_assignment")).toEqual([{ note: 'Gợi ý theo đơn vị kế thừa; chờ cơ quan thường trực xác nhận' }]);
  });
});

describe('who carries what', () => {
  it('follows the facts of succession to the units of today', () => {
    expect(successorOn('so-thong-tin-va-truyen-thong', TODAY, organisation)).toBe('so-khoa-hoc-va-cong-nghe-2025');
    expect(successorOn('so-giao-thong-van-tai', TODAY, organisation)).toBe('so-xay-dung-2025');
    expect(successorOn('so-y-te', TODAY, organisation)).toBe('so-y-te');
    expect(successorOn('khong-co', TODAY, organisation)).toBeUndefined();
  });

  it('gives what the plan gives to nobody here to the police, and prefers leading to implementing', () => {
    const models = [{ number: 5, roles: [{ role: 'LEAD' as const, agencyKey: 'c06' }] }, { number: 6, roles: [{ role: 'IMPLEMENTER' as const, agencyKey: 'so-y-te' }, { role: 'LEAD' as const, agencyKey: 'so-y-te' }, { role: 'COORDINATE' as const, agencyKey: 'so-tttt' }] }];
    expect(proposeCarriers(models, TODAY, organisation)).toEqual([{ unitKey: 'cong-an-tinh', model: 5, role: 'IMPLEMENTER' }, { unitKey: 'so-y-te', model: 6, role: 'LEAD' }]);
  });
});

describe('how a unit gets on', () => {
  it('only grows, stays within its target, says why it is held up, and is done when it is done', () => {
    for (let model = 1; model <= 43; model += 1) {
      const course = drawCourse(model, randomFor(`test:${model}`));
      const lines = Array.from({ length: 12 }, (_, at) => lineOf(course, 'x', at, randomFor(`line:${model}:${at}`)));
      for (const { quantity, target, status, difficulties } of lines) {
        expect((quantity ?? 0) <= (target ?? 0)).toBe(true);
        expect(status === 'BLOCKED').toBe(difficulties !== '');
        if (status === 'IN_PROGRESS') expect(quantity).toBeLessThan(target ?? 0);
      }
    }
  });
});
