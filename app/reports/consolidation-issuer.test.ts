import { describe, expect, it } from 'vitest';
import { reportWorld, type ReportWorld } from '../../tests/world/monthly-reports.ts';
import { makePerson } from '../../tests/world/people.ts';
import type { Actor, Grant, Role } from '../people/actor.ts';
import { consolidatedPaper } from './queries/report-paper.server.ts';
import { summaryPaper, type SummaryFacts } from './rules/monthly-paper.ts';

const asked = (world: ReportWorld) => ({ at: world.clock.now().toISOString(), today: world.clock.now().toISOString().slice(0, 10), timeZone: 'Asia/Ho_Chi_Minh' });
const paperOf = async (world: ReportWorld, as: Actor, unit?: string) => (await consolidatedPaper(world.db, as, { month: '2026-12', unit }, asked(world))).paper;
const below = (role: Role, ...units: string[]): Grant[] => units.map((unitId) => ({ role, scope: 'SUBTREE', unitId }));
const everywhere = (role: Role): Grant[] => [{ role, scope: 'ALL', unitId: null }];

describe('a consolidation of several branches', () => {
  it('stands in the name of one body, her own, and names the branches in its opening', async () => {
    await using world = await reportWorld();
    const who = await makePerson(world.db, { unitId: world.units.ward, grants: below('UNIT_LEADER', world.units.ward, world.units.other) });
    const paper = await paperOf(world, who);
    expect(paper).toMatchObject({ issuer: 'Ủy ban nhân dân phường Hoa Lư', superior: 'UBND tỉnh Ninh Bình', place: 'Hoa Lư', signer: { onBehalf: ['TM. ỦY BAN NHÂN DÂN'], title: 'CHỦ TỊCH' } });
    expect(paper.opening[0]).toMatch(/UBND phường Hoa Lư tổng hợp báo cáo của .*UBND xã Gia Viễn.* và các đơn vị trực thuộc/);
    expect([paper.issuer, paper.place].join()).not.toMatch(/GIA VIỄN|Gia Viễn/);
    expect([paper.issuer, ...paper.signer.onBehalf].join()).not.toMatch(/Tổ công tác|TL\. TỔ TRƯỞNG/);
  });

  it('that is narrowed to one of them stands in the name of that one', async () => {
    await using world = await reportWorld();
    const who = await makePerson(world.db, { unitId: world.units.ward, grants: below('UNIT_LEADER', world.units.ward, world.units.other) });
    expect(await paperOf(world, who, world.units.other)).toMatchObject({ issuer: 'Ủy ban nhân dân xã Gia Viễn', place: 'Gia Viễn' });
    await expect(paperOf(world, who, world.units.province)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('of one branch by two rights on it, or by one on a unit below, is of one', async () => {
    await using world = await reportWorld();
    const twice = await makePerson(world.db, { unitId: world.units.office, grants: [...below('UNIT_LEADER', world.units.ward, world.units.office), ...below('FOCAL_POINT', world.units.ward)] });
    const paper = await paperOf(world, twice);
    expect([paper.issuer, paper.opening[0]]).toEqual(['Ủy ban nhân dân phường Hoa Lư', expect.stringContaining('của đơn vị mình')]);
  });

  it('of nothing, after her unit ended, stands in the name of where she works', async () => {
    await using world = await reportWorld();
    await world.db.updateTable('org_unit_version').set({ valid_to: '2026-11-01' }).where('unit_id', '=', world.units.other).execute();
    const who = { ...world.foreignLeader, unitName: 'Sở Y tế' };
    expect(await paperOf(world, who)).toMatchObject({ issuer: 'Sở Y tế', place: 'Ninh Bình', signer: { onBehalf: [], title: '' } });
    const homeless = { ...world.foreignLeader, unitId: null, unitName: null } as Actor;
    expect(await paperOf(world, homeless)).toMatchObject({ issuer: '', signer: { onBehalf: [], title: '', name: null } });
  });
});

describe('who speaks as the standing agency', () => {
  const agency = 'Tổ công tác Đề án 06';
  it.each<[string, (world: ReportWorld) => Grant[], boolean]>([
    ['the agency', () => everywhere('STANDING_AGENCY'), true],
    ['an auditor of the province', () => everywhere('AUDITOR'), true],
    ['a system administrator', () => everywhere('SYSTEM_ADMIN'), true],
    ['an auditor of one ward', ({ units }) => below('AUDITOR', units.ward), false],
    ['a leader of one ward', ({ units }) => below('UNIT_LEADER', units.ward), false],
    ['a focal point of one ward', ({ units }) => below('FOCAL_POINT', units.ward), false],
    ['a leader of the province', ({ units }) => below('UNIT_LEADER', units.province), false],
    ['a training administrator of the province who leads a ward', ({ units }) => [...everywhere('TRAINING_ADMIN'), ...below('UNIT_LEADER', units.ward)], false],
  ])('%s', async (_who, grants, speaks) => {
    await using world = await reportWorld();
    const who = await makePerson(world.db, { unitId: world.units.ward, grants: grants(world) });
    const paper = await paperOf(world, who);
    expect([paper.issuer === agency, paper.signer.onBehalf.includes('TL. TỔ TRƯỞNG')]).toEqual([speaks, speaks]);
    expect([paper.isDraft, paper.sign, paper.signer.name]).toEqual([true, null, null]);
    const part = await paperOf(world, who, world.units.ward);
    expect([part.issuer === agency, part.opening[0]?.includes('cơ quan thường trực')]).toEqual([speaks, speaks]);
  });
});

describe('the head', () => {
  const facts: SummaryFacts = { month: '2026-12', start: '2026-11-15', lastDay: '2026-12-14', province: 'UBND tỉnh Ninh Bình', rows: [], models: [], texts: [], lines: [], day: '2026-12-15', scope: { kind: 'PROVINCE' } };
  it.each<[SummaryFacts['scope'], string]>([
    [{ kind: 'OWN', unitName: '' }, ''],
    [{ kind: 'OWN', unitName: 'UBND ' }, 'Ủy ban nhân dân '],
    [{ kind: 'OWN', unitName: '<b>UBND</b>' }, '<b>UBND</b>'],
    [{ kind: 'OWN', unitName: 'Văn phòng HĐND và UBND phường Hoa Lư' }, 'Văn phòng HĐND và UBND phường Hoa Lư'],
    [{ kind: 'SEVERAL', unitName: 'Sở Y tế', of: ['UBND xã A', 'UBND xã B'] }, 'Sở Y tế'],
    [{ kind: 'SEVERAL', unitName: 'UBND tỉnh Ninh Bình', of: ['$&', '{unit}'] }, 'Ủy ban nhân dân tỉnh Ninh Bình'],
  ])('of %j names "%s" and nobody else', (scope, issuer) => {
    const paper = summaryPaper({ ...facts, scope });
    expect(paper.issuer).toBe(issuer);
    expect(paper.opening).toHaveLength(1);
    expect(paper.opening[0]).toContain('từ ngày 15/11/2026 đến ngày 14/12/2026');
    if (scope.kind === 'SEVERAL') for (const name of scope.of) expect(paper.opening[0]).toContain(name);
  });

  it.each(['UBND tỉnh Ninh Bình', 'UBND thành phố Hoa Lư'])('of the whole of %s is written at its place', (province) => {
    expect(summaryPaper({ ...facts, province }).place).toBe(province.replace(/^UBND (tỉnh|thành phố) /, ''));
    expect(summaryPaper({ ...facts, province, scope: { kind: 'OWN', unitName: province } }).superior).toBeNull();
  });
});
