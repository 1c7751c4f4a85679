import { describe, expect, it } from 'vitest';
import { reportWorld, type ReportWorld } from '../../../tests/world/monthly-reports.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf } from '../../people/ports.ts';
import { listReportWork } from './waiting-work.server.ts';

const work = async (w: ReportWorld, who: Actor) => (await listReportWork(w.db, who, { ...momentOf(w.ports), timeZone: w.ports.timeZone })).map(({ kind, count, href }) => ({ kind, count, href }));

describe('monthly reports that wait', () => {
  it('go from whoever writes to whoever approves, receives, and back', async () => {
    await using w = await reportWorld();
    const own = `/reports/monthly/${w.id}`;
    const of = async (who: Actor, kind: string) => (await work(w, who)).find((one) => one.kind === kind);
    expect(await of(w.focal, 'monthly.write')).toBeDefined();
    expect([await work(w, w.leader), await work(w, w.standing)]).toEqual([[], []]);
    await w.fill();
    await w.walk('HAND_IN');
    expect(await work(w, w.leader)).toEqual([{ kind: 'monthly.approve', count: 1, href: own }]);
    await w.walk('SUBMIT');
    expect([await work(w, w.leader), await work(w, w.standing)]).toEqual([[], [{ kind: 'monthly.receive', count: 1, href: '/reports/monthly?month=2026-12&state=SUBMITTED' }]]);
    await w.walk('RECEIVE');
    expect(await work(w, w.standing)).toEqual([]);
    await w.walk('RETURN');
    expect(await of(w.focal, 'monthly.returned')).toEqual({ kind: 'monthly.returned', count: 1, href: own });
  });

  it('are all counted, also where the list names only the first ones', async () => {
    await using w = await reportWorld();
    const wide = await makePerson(w.db, { unitId: w.units.province, grants: [{ role: 'FOCAL_POINT', scope: 'SUBTREE', unitId: w.units.province }] });
    const toWrite = async () => (await work(w, wide)).find(({ kind }) => kind === 'monthly.write')?.count ?? 0;
    const before = await toWrite();
    for (let at = 0; at < 15; at += 1) await w.assign(await makeUnit(w.db, { name: `UBND xã số ${at}`, parentId: w.units.province }), 28);
    const after = await toWrite();
    expect(after - before).toBeGreaterThanOrEqual(15);
  });

  it('carry the moment by which they are due, and are nobody else’s', async () => {
    await using w = await reportWorld();
    const [first] = await listReportWork(w.db, w.focal, { ...momentOf(w.ports), timeZone: w.ports.timeZone });
    expect(first?.dueAt).toMatch(/-14T16:59:59/);
    for (const role of ['AUDITOR', 'SYSTEM_ADMIN', 'TRAINING_ADMIN', 'LEARNER'] as const) expect(await work(w, { ...w.focal, grants: [{ role, scope: 'ALL', unitId: null }] })).toEqual([]);
  });
});
