import { describe, expect, it } from 'vitest';
import { fillReport, reportWorld, type ReportWorld } from '../../tests/world/monthly-reports.ts';
import { makePerson, makeUnit } from '../../tests/world/people.ts';
import type { Actor } from '../people/actor.ts';
import { endAssignment } from './commands/assign-model.server.ts';
import { receiveReports } from './commands/receive-reports.server.ts';
import { startReport } from './commands/start-report.server.ts';
import { saveLine } from './commands/write-report.server.ts';
import { deskQuery } from './forms/monthly.ts';
import { deskPage } from './queries/desk.server.ts';
import { consolidatedPaper, reportPaper } from './queries/report-paper.server.ts';
import { listSentFigures, listSentLines, listSentTexts } from './queries/sent-reports.server.ts';
import { modelMonths, readSummary, readWall } from './queries/summary.server.ts';
import * as summaryPage from './routes/monthly-summary.tsx';

const asked = ({ clock }: ReportWorld) => ({ at: clock.now().toISOString(), today: clock.now().toISOString().slice(0, 10), timeZone: 'Asia/Ho_Chi_Minh' });
const december = { from: '2026-12', to: '2026-12' };
const summary = (world: ReportWorld, as: Actor, unit?: string) => readSummary(world.db, as, { month: '2026-12', unit }, asked(world));

/** A unit's report for December, written and sent by its own people. */
async function sendOf(world: ReportWorld, unit: string, focal: Actor, leader: Actor, words?: string) {
  const started = await startReport(world.ports, focal, { unit, month: '2026-12' });
  const id = started.ok ? started.id : '';
  await fillReport({ ...world, focal }, id, words);
  await world.step('HAND_IN', focal, { id });
  await world.step('SUBMIT', leader, { id });
  return id;
}

describe('what units have sent', () => {
  it('is nothing before it was approved, and the latest approved version afterwards', async () => {
    await using world = await reportWorld();
    await world.fill();
    const quantities = async () => (await listSentLines(world.db, 'ALL', december)).filter(({ model }) => model === 28).map(({ quantity }) => quantity);
    expect(await quantities()).toEqual([]);
    await world.walk('HAND_IN');
    expect(await quantities()).toEqual([]);
    await world.walk('SUBMIT', 'RETURN');
    await saveLine(world.ports, world.focal, world.id, { model: 28, revision: 1, fields: { status: 'BLOCKED', quantity: 7, target: null, measure: 'người', evidence: '', link: null, comment: '', difficulties: '', tasks: '' } });
    expect(await quantities()).toEqual([120]);
    await world.walk('HAND_IN', 'SUBMIT');
    expect(await quantities()).toEqual([7]);
    expect((await listSentLines(world.db, 'ALL', { from: '2026-01', to: '2026-11' }))).toEqual([]);
  });

  it('ends at one’s own units', async () => {
    await using world = await reportWorld();
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT');
    const scopes = ['ALL' as const, new Set([world.units.ward]), new Set([world.units.other]), new Set<string>()];
    expect(await Promise.all(scopes.map(async (scope) => [(await listSentLines(world.db, scope, december)).length, (await listSentTexts(world.db, scope, '2026-12')).length]))).toEqual([[3, 1], [3, 1], [0, 0], [0, 0]]);
    expect((await listSentFigures(world.db, new Set([world.units.other]), '2026-12'))).toEqual([]);
    expect((await listSentFigures(world.db, 'ALL', '2026-12')).map(({ key }) => key)).not.toContain('trained');
  });

  it('keeps hostile words as words', async () => {
    await using world = await reportWorld();
    await fillReport(world, world.id, `'; drop table monthly_report; -- <script>alert(1)</script> 😀 "$.lines"`);
    await world.walk('HAND_IN', 'SUBMIT');
    expect((await listSentTexts(world.db, 'ALL', '2026-12'))[0]?.difficulties).toBe(`'; drop table monthly_report; -- <script>alert(1)</script> 😀 "$.lines"`);
    expect(await listSentTexts(world.db, 'ALL', "' or 1=1")).toEqual([]);
  });
});

describe('the consolidation', () => {
  it('says of a model that one unit owes and another has sent that two are in it, one of them sent', async () => {
    await using world = await reportWorld();
    const other = await world.assign(world.units.other, 3);
    await world.assign(world.units.province, 3);
    await sendOf(world, world.units.other, world.foreignFocal, world.foreignLeader);
    await endAssignment(world.ports, world.standing, { model: 3, id: other, on: '2026-11-23' });
    const [third] = (await summary(world, world.standing)).models.filter(({ number }) => number === 3);
    expect([third?.owed, third?.sent]).toEqual([2, 1]);
  });

  it('of a unit that does not exist is not found, also for whoever sees everything', async () => {
    await using world = await reportWorld();
    for (const as of [world.standing, world.auditor, world.admin]) await expect(summary(world, as, 'khong-co')).rejects.toMatchObject({ kind: 'not-found' });
    for (const unit of ['khong-co', "'%20or%201=1", world.id]) expect((await world.ask(summaryPage.loader, world.standing, {}, undefined, `/reports/monthly/summary?unit=${unit}`)).status).toBe(404);
    for (const unit of ['', 'x'.repeat(121)]) expect((await world.ask(summaryPage.loader, world.standing, {}, undefined, `/reports/monthly/summary?unit=${unit}`)).status).toBe(200);
  });

  it('goes down the organisation, and each branch adds up to what lies below it', async () => {
    await using world = await reportWorld();
    const village = await makeUnit(world.db, { name: 'Trạm y tế "A" <b>', parentId: world.units.office, kind: 'DIVISION' });
    for (const unit of [world.units.office, village, world.units.other]) await world.assign(unit, 28);
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT');
    const top = await summary(world, world.standing);
    expect(top.branches.map(({ name, owed, sent, hasMore }) => [name, owed, sent, hasMore])).toEqual([['UBND phường Hoa Lư', 3, 1, true], ['UBND xã Gia Viễn', 1, 0, false]]);
    expect(top.rows).toHaveLength(4);
    expect((await summary(world, world.standing, world.units.ward)).branches.map(({ name, owed }) => [name, owed])).toEqual([['Văn phòng HĐND và UBND phường Hoa Lư', 2]]);
    expect((await summary(world, world.standing, village)).branches).toEqual([]);
    expect((await summary(world, world.foreignLeader)).branches.map(({ name }) => name)).toEqual(['UBND xã Gia Viễn']);
  });

  it('of nobody is empty: no unit, no model, no sentence about anybody', async () => {
    await using world = await reportWorld();
    await world.db.updateTable('model_assignment').set({ valid_to: '2026-01-02' }).execute();
    const nobody = await makePerson(world.db, { unitId: world.units.other, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: world.units.other }] });
    const { rows, models, branches, texts, lines } = await summary(world, nobody);
    expect([rows, models, branches, texts, lines]).toEqual([[], [], [], [], []]);
    const { paper } = await consolidatedPaper(world.db, nobody, { month: '2026-12' }, asked(world));
    expect(paper.parts[0]?.paragraphs).toEqual(['0 trong 0 đơn vị đã gửi báo cáo: 0 đúng hạn, 0 chậm. 0 đơn vị chưa nộp.']);
    expect(paper.annexes).toEqual([]);
  });

  it('and its document end at the same units', async () => {
    await using world = await reportWorld();
    await world.assign(world.units.other, 28);
    await sendOf(world, world.units.other, world.foreignFocal, world.foreignLeader, 'Chỉ của Gia Viễn');
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT');
    const said = async (as: Actor, unit?: string) => JSON.stringify((await consolidatedPaper(world.db, as, { month: '2026-12', unit }, asked(world))).paper);
    expect(await said(world.standing)).toContain('Chỉ của Gia Viễn');
    expect(await said(world.leader)).not.toContain('Gia Viễn');
    expect(await said(world.standing, world.units.ward)).not.toContain('Gia Viễn');
    await expect(said(world.leader, world.units.other)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('the list of a month', () => {
  it('is not over while the due second lasts', async () => {
    await using world = await reportWorld();
    const isOver = async (at: string) => { world.clock.set(at); return (await deskPage(world.db, world.standing, deskQuery.parse({ month: '2026-12' }), asked(world))).isOver; };
    expect([await isOver('2026-12-14T16:59:58.999Z'), await isOver('2026-12-14T16:59:59.000Z'), await isOver('2026-12-14T16:59:59.999Z'), await isOver('2026-12-14T17:00:00.000Z')]).toEqual([false, false, false, true]);
  });

  it('receives a report once, however often it was ticked', async () => {
    await using world = await reportWorld();
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT');
    const one = { id: world.id, revision: (await world.row()).revision };
    expect(await receiveReports(world.ports, world.standing, [one, one, { ...one, revision: one.revision }])).toBe(1);
    expect(await receiveReports(world.ports, world.standing, [])).toBe(0);
    expect(await world.db.selectFrom('monthly_report_step').select('seq').where('step', '=', 'RECEIVE').execute()).toHaveLength(1);
    await expect(receiveReports(world.ports, world.leader, [one])).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('receives the others where one is not there any more', async () => {
    await using world = await reportWorld();
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT');
    const one = { id: world.id, revision: (await world.row()).revision };
    expect(await receiveReports(world.ports, world.standing, [{ id: 'khong-co', revision: 1 }, one, { id: "'; drop table", revision: 0 }])).toBe(1);
    expect((await world.row()).state).toBe('RECEIVED');
  });

  it('shows months far away as empty, not as a fault', async () => {
    await using world = await reportWorld();
    for (const month of ['2000-01', '2099-12']) expect((await deskPage(world.db, world.standing, deskQuery.parse({ month }), asked(world))).rows).toEqual([]);
    await expect(summary(world, world.standing)).resolves.toMatchObject({ unit: null });
    expect((await readWall(world.db, world.standing, '2000-01', asked(world))).months[0]).toBe('1999-02');
  });
});

describe('the wall and the months of a model', () => {
  it('count what was sent, within one’s own units, the latest month first', async () => {
    await using world = await reportWorld('2026-11-10T01:00:00.000Z', '2026-11');
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT');
    world.clock.set('2026-12-10T01:00:00.000Z');
    await sendOf(world, world.units.ward, world.focal, world.leader);
    const months = await modelMonths(world.db, world.leader, 28, asked(world));
    expect(months.map(({ month, units, statuses }) => [month, units, statuses.IN_PROGRESS])).toEqual([['2026-12', 1, 1], ['2026-11', 1, 1]]);
    expect(await modelMonths(world.db, world.foreignLeader, 28, asked(world))).toEqual([]);
    expect(await modelMonths(world.db, world.standing, 1, asked(world))).toEqual([]);
    const wall = await readWall(world.db, world.auditor, '2026-12', asked(world));
    expect(wall.take).toEqual({ month: '2026-12', blocked: 0, worst: null, running: 3, silent: 40 });
    expect((await readWall(world.db, world.foreignLeader, '2026-12', asked(world))).rows).toEqual([]);
  });
});

describe('a report as a document', () => {
  it('is what was approved, not what is written afterwards; returned it is a draft again', async () => {
    await using world = await reportWorld();
    await fillReport(world, world.id, 'Bản thứ nhất');
    const paper = async () => (await reportPaper(world.db, world.leader, world.id, asked(world))).paper;
    expect([(await paper()).isDraft, (await paper()).parts[0]?.paragraphs]).toEqual([true, ['Bản thứ nhất']]);
    await world.walk('HAND_IN', 'SUBMIT');
    world.clock.pass({ days: 2 });
    expect(await paper()).toMatchObject({ isDraft: false, day: '2026-11-23' });
    await world.walk('RETURN');
    expect(await paper()).toMatchObject({ isDraft: true, day: '2026-11-25' });
    await expect(reportPaper(world.db, world.foreignLeader, world.id, asked(world))).rejects.toMatchObject({ kind: 'not-found' });
  });
});
