import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../tests/support/page.tsx';
import { reportWorld, type ReportWorld } from '../../tests/world/monthly-reports.ts';
import { makePerson, makeSession } from '../../tests/world/people.ts';
import { postPage } from '../../tests/world/whole-posts.ts';
import type { Actor } from '../people/actor.ts';
import * as approvalPage from './routes/monthly-approval.tsx';
import * as checkPage from './routes/monthly-check.tsx';
import * as headerPage from './routes/monthly-header.tsx';
import * as linePage from './routes/monthly-line.tsx';
import * as partPage from './routes/monthly-part.tsx';
import * as stepPage from './routes/monthly-step.tsx';

const tokens = new WeakMap<Actor, Promise<string>>();
/** Sends a form of a report's page and draws what comes back. */
async function send(world: ReportWorld, page: { default: unknown }, as: Actor, pattern: string, rest: string, form: Record<string, string>) {
  const open = tokens.get(as) ?? makeSession(world.db, as, world.clock.now().toISOString(), { hours: 10_000, idleMinutes: 100_000 });
  tokens.set(as, open);
  const token = await open;
  const posted = await postPage(page, { db: world.db, clock: world.clock, pattern: `reports/monthly/:report/${pattern}`, path: `/reports/monthly/${world.id}/${rest}`, token, form });
  return { ...posted, markup: posted.loaded === null ? '' : drawPage(page.default as never, { data: posted.loaded, answer: posted.sent }) };
}
const colleague = (world: ReportWorld, role: 'UNIT_LEADER' | 'FOCAL_POINT' | 'STANDING_AGENCY', unitId: string | null) => makePerson(world.db, { fullName: 'Trần Thị Bình', unitId: world.units.ward, grants: [{ role, scope: unitId === null ? 'ALL' : 'SUBTREE', unitId }] });
const revision = async (world: ReportWorld) => String((await world.row()).revision);

describe('a form that comes too late', () => {
  it.each<[string, { default: unknown }, string, string, Record<string, string>, string]>([
    ['a part', partPage, 'parts/:part', 'parts/next', { revision: '1', text: 'Ba trang vừa gõ "xong" 😀' }, 'Ba trang vừa gõ'],
    ['the header', headerPage, 'parts/header', 'parts/header', { revision: '1', sign: '99/BC', place: 'Hoa Lư', onBehalf: '', signerTitle: 'PHÓ CHỦ TỊCH' }, 'PHÓ CHỦ TỊCH'],
    ['a line', linePage, 'lines/:number', 'lines/28', { revision: '1', status: 'BLOCKED', quantity: '7', comment: 'Thiếu thiết bị đọc thẻ' }, 'Thiếu thiết bị đọc thẻ'],
  ])('%s: a colleague has handed the report in meanwhile, and what was typed stands on the page', async (_name, page, pattern, rest, form, typed) => {
    await using world = await reportWorld();
    await world.fill();
    await world.walk('HAND_IN');
    const { status, markup, sent, thrown } = await send(world, page, world.focal, pattern, rest, form);
    expect([status, thrown, (sent as { ok: boolean }).ok]).toEqual([409, null, false]);
    expect(wordsOf(markup)).toContain('Báo cáo đã được gửi duyệt nên không sửa được');
    expect(markup).toContain(typed);
    expect(markup).toContain(`/reports/monthly/${world.id}`);
    expect((await world.row()).state).toBe('PENDING_APPROVAL');
  });

  it('an approval: another leader was faster, and it says so', async () => {
    await using world = await reportWorld();
    const other = await colleague(world, 'UNIT_LEADER', world.units.province);
    await world.fill();
    await world.walk('HAND_IN');
    const shown = await revision(world);
    await world.step('SUBMIT', other);
    const { status, location, markup } = await send(world, approvalPage, world.leader, 'approval', 'approval', { revision: shown });
    expect([status, location]).toEqual([409, null]);
    expect(wordsOf(markup)).toContain('Trần Thị Bình đã làm trước: phê duyệt và gửi');
    expect(markup).not.toContain('name="revision"');
  });

  it.each([['return', 'Thiếu số liệu mô hình 28, đề nghị bổ sung'], ['receive', '']])('a step of the standing agency (%s): a colleague was faster, it says so and keeps the reason', async (step, reason) => {
    await using world = await reportWorld();
    const other = await colleague(world, 'STANDING_AGENCY', null);
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT');
    const shown = await revision(world);
    await world.step('RECEIVE', other);
    await world.step('ACCEPT', other);
    const { status, location, markup } = await send(world, stepPage, world.standing, 'steps/:step', `steps/${step}`, { revision: shown, reason });
    expect([status, location]).toEqual([409, null]);
    expect(wordsOf(markup)).toContain('Trần Thị Bình đã làm trước: chấp nhận');
    expect(markup).toContain(reason);
    expect((await world.row()).state).toBe('ACCEPTED');
  });

  it('a handing in: a second focal point was faster, and it says so', async () => {
    await using world = await reportWorld();
    const other = await colleague(world, 'FOCAL_POINT', world.units.ward);
    await world.fill();
    const shown = await revision(world);
    await world.step('HAND_IN', other);
    const { status, markup, thrown } = await send(world, checkPage, world.focal, 'check', 'check', { revision: shown });
    expect([status, thrown]).toEqual([409, null]);
    expect(wordsOf(markup)).toContain('Trần Thị Bình đã làm trước: gửi duyệt');
    expect(markup).not.toContain('name="revision"');
  });

  it('a short reason comes back with its sentence, a good one goes on', async () => {
    await using world = await reportWorld();
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT');
    const refused = await send(world, stepPage, world.standing, 'steps/:step', 'steps/return', { revision: await revision(world), reason: '<b>ngắn' });
    expect([refused.status, wordsOf(refused.markup).includes('ít nhất 10 ký tự')]).toEqual([422, true]);
    expect(refused.markup).toContain('&lt;b&gt;ngắn');
    const taken = await send(world, stepPage, world.standing, 'steps/:step', 'steps/return', { revision: await revision(world), reason: 'Bổ sung số liệu mô hình 28' });
    expect([taken.status, taken.location]).toEqual([303, `/reports/monthly/${world.id}?done=returned`]);
  });

  it('a double click leads twice to the same place', async () => {
    await using world = await reportWorld();
    await world.fill();
    const form = { revision: await revision(world) };
    for (let click = 0; click < 2; click += 1) {
      const { status, location } = await send(world, checkPage, world.focal, 'check', 'check', form);
      expect([status, location]).toEqual([303, `/reports/monthly/${world.id}?done=handed-in`]);
    }
    expect(await world.db.selectFrom('monthly_report_step').select('seq').execute()).toHaveLength(1);
  });

  it('tells strangers nothing: a form does not open what a visit does not', async () => {
    await using world = await reportWorld();
    await world.fill();
    await world.walk('HAND_IN');
    for (const [page, pattern, rest, form] of [[partPage, 'parts/:part', 'parts/next', { revision: '1', text: 'x' }], [stepPage, 'steps/:step', 'steps/take-back', { revision: '0' }]] as const) {
      const { status, loaded } = await send(world, page, world.foreignFocal, pattern, rest, form);
      expect([status, loaded]).toEqual([404, null]);
    }
  });

  it('leaves visits as they were: a page whose time is over leads back', async () => {
    await using world = await reportWorld();
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT');
    expect((await world.ask(approvalPage.loader, world.leader, { report: world.id })).location).toBe(`/reports/monthly/${world.id}`);
    expect((await world.ask(stepPage.loader, world.focal, { report: world.id, step: 'take-back' })).location).toBe(`/reports/monthly/${world.id}`);
    for (const page of [headerPage, checkPage]) expect((await world.ask(page.loader, world.focal, { report: world.id })).status).toBe(409);
    expect((await world.ask(linePage.loader, world.focal, { report: world.id, number: '28' })).status).toBe(409);
  });
});
