import { describe, expect, it } from 'vitest';
import { assignments, effortFor, paceOf, pilotAgencies, type Pace } from './pace.ts';
import { randomFor } from './random.ts';
import { isWorkingDay } from './working-time.ts';

const [security, project06] = assignments;
if (!security || !project06) throw new Error('no assignments');

describe('the paces of agencies', () => {
  it('are those of the story where it needs them', () => {
    expect(paceOf('so-noi-vu-2025', randomFor('any'))).toBe('AHEAD');
    expect(paceOf('phuong-14329-hoa-lu-2025', randomFor('any'))).toBe('AVERAGE');
  });

  it('are mostly average elsewhere', () => {
    const drawn = Array.from({ length: 1_000 }, (_, at) => paceOf('somewhere', randomFor(`pace:${at}`)));
    const count = (pace: Pace): number => drawn.filter((one) => one === pace).length;
    expect(count('AVERAGE')).toBeGreaterThan(500);
    expect(count('AHEAD')).toBeGreaterThan(130);
    expect(count('LATE')).toBeGreaterThan(180);
  });
});

describe.each(assignments)('the assignment of $slug', (assignment) => {
  const efforts = (pace: Pace, enrolledOn = assignment.announcedOn) => Array.from({ length: 1_500 }, (_, at) => effortFor(assignment, pace, enrolledOn, randomFor(`${pace}:${at}`)));
  const doneShare = (pace: Pace): number => efforts(pace).filter((effort) => effort?.share === 1).length / 1_500;

  it('gets through as far as the pace says', () => {
    for (const pace of ['AHEAD', 'AVERAGE', 'LATE'] as const) expect(Math.abs(doneShare(pace) - assignment.done[pace])).toBeLessThan(0.04);
  });

  it('leaves some untouched and some in the middle', () => {
    const drawn = efforts('AVERAGE');
    expect(drawn.filter((effort) => effort === undefined).length).toBeGreaterThan(100);
    expect(drawn.filter((effort) => effort && effort.share < 1).length).toBeGreaterThan(100);
  });

  it('sets people going after an announcement, on working days, never before they are enrolled', () => {
    for (const effort of efforts('LATE', '2026-10-20')) expect(effort === undefined || (effort.startsOn >= '2026-10-20' && isWorkingDay(effort.startsOn))).toBe(true);
    const starts = efforts('AVERAGE').flatMap((effort) => effort?.startsOn ?? []);
    expect(starts.every((day) => day >= assignment.announcedOn)).toBe(true);
  });

  it('has its waves in the order of time, between announcement and due date', () => {
    const days = assignment.waves.map((wave) => wave.from);
    expect(days).toEqual(days.toSorted());
    expect(days[0]).toBe(assignment.announcedOn);
    expect((days.at(-1) ?? '') < assignment.dueOn).toBe(true);
  });
});

it('begins with pilots right after they were enrolled', () => {
  const starts = Array.from({ length: 300 }, (_, at) => effortFor(security, 'AHEAD', '2025-12-01', randomFor(`pilot:${at}`))?.startsOn ?? '2025-12-01');
  expect(starts.every((day) => day >= '2025-12-01' && day < '2026-02-01')).toBe(true);
  expect(pilotAgencies.has('phuong-14329-hoa-lu-2025')).toBe(true);
});

it('addresses everybody for security, not everybody for Đề án 06', () => {
  const driver = { category: 'CONTRACT_WORKER', unitKey: 'so-y-te' };
  const economist = { category: 'CIVIL_SERVANT', unitKey: 'xa-14434-thanh-son-2025--phong-kinh-te' };
  const clerk = { category: 'CIVIL_SERVANT', unitKey: 'xa-14434-thanh-son-2025--van-phong-hdnd-ubnd' };
  expect([driver, economist, clerk].map(security.isFor)).toEqual([true, true, true]);
  expect([driver, economist, clerk].map(project06.isFor)).toEqual([false, false, true]);
});
