import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roles } from '../actor.ts';
import { accountStates, stateOf } from './account-state.ts';
import { dayStart } from './day-range.ts';
import { deviceName } from './device-name.ts';
import { grantableRoles, scopesOf } from './role-scopes.ts';
import { afterFailure, idleMinutesFor, safeNext } from './session-rules.ts';
import { refusalOf } from './sign-in-refusal.ts';
import { treeOrder, type UnitNode } from './unit-tree.ts';

describe('device names', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36', 'Chrome trên Windows'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0', 'Edge trên Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile/15E148 Safari/604.1', 'Safari trên iPhone'],
    ['Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36 SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36', 'Samsung Internet trên Android'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 coc_coc_browser/130.0 Chrome/124.0 Safari/537.36', 'Cốc Cốc trên Windows'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'Firefox trên Linux'],
    ['curl/8.5.0', 'Thiết bị chưa rõ'],
    ['', 'Thiết bị chưa rõ'],
    ['Something (Windows)', 'Windows'],
  ])('reads %s', (agent, name) => {
    expect(deviceName(agent).vi).toBe(name);
  });

  it('bears anything that a client may send', () => {
    fc.assert(fc.property(fc.string(), (agent) => deviceName(agent).en.length > 0));
  });
});

describe('days', () => {
  it('begin seven hours earlier in UTC', () => {
    expect(dayStart('Asia/Ho_Chi_Minh', '2026-11-23')).toBe('2026-11-22T17:00:00.000Z');
  });

  it.each([['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z'], ['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z'], ['UTC', '2026-01-01', '2026-01-01T00:00:00.000Z']])(
    'begin at midnight in %s on %s, clock changes included',
    (zone, day, start) => {
      expect(dayStart(zone, day)).toBe(start);
    },
  );
});

describe('the state of an account', () => {
  const now = '2026-11-23T01:00:00.000Z';
  const plain = { leftOn: null, disabledAt: null, lockedUntil: null, hasPassword: true };

  it.each([
    [plain, 'ACTIVE'],
    [{ ...plain, hasPassword: false }, 'WAITING'],
    [{ ...plain, lockedUntil: '2026-11-23T01:00:00.001Z' }, 'LOCKED'],
    [{ ...plain, lockedUntil: now }, 'ACTIVE'],
    [{ ...plain, disabledAt: now, lockedUntil: '2027-01-01T00:00:00.000Z' }, 'DISABLED'],
    [{ ...plain, leftOn: '2026-01-01', disabledAt: now }, 'LEFT'],
  ] as const)('%j is %s', (facts, state) => {
    expect(stateOf(facts, now)).toBe(state);
    expect(accountStates).toContain(state);
  });
});

describe('the unit tree', () => {
  const unit = (id: string, parentId: string | null, name = id): UnitNode => ({ id, parentId, name, shortName: name });

  it('stands in order, parents before children, siblings by name', () => {
    const units = [unit('c', 'a', 'Phường 10'), unit('a', null, 'Tỉnh'), unit('b', 'a', 'Phường 9'), unit('d', 'b', 'Tổ')];
    expect(treeOrder(units).map((one) => [one.id, one.depth])).toEqual([['a', 0], ['b', 1], ['d', 2], ['c', 1]]);
  });

  it('makes a unit whose parent is not shown a top', () => {
    expect(treeOrder([unit('x', 'hidden')])).toEqual([{ ...unit('x', 'hidden'), depth: 0 }]);
  });

  it('shows every unit once, whatever the parents are', () => {
    const parents = fc.array(fc.integer({ min: -1, max: 9 }), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(parents, (list) => {
        const units = list.map((parent, at) => unit(String(at), parent < 0 ? null : String(parent)));
        expect(treeOrder(units).map((one) => one.id).toSorted()).toEqual(units.map((one) => one.id).toSorted());
      }),
    );
  });
});

describe('roles', () => {
  it('have at least one scope each', () => {
    for (const role of roles) expect(scopesOf[role].length).toBeGreaterThan(0);
  });

  it('that reach over everybody cannot be handed out for a part', () => {
    expect([scopesOf.SYSTEM_ADMIN, scopesOf.AUDITOR]).toEqual([['ALL'], ['ALL']]);
  });

  it('can be handed out, except being a learner', () => {
    expect(grantableRoles).toEqual(roles.filter((role) => role !== 'LEARNER'));
  });
});

describe('sessions', () => {
  it('are shorter for people with rights over others', () => {
    const policy = { idleMinutes: 30, staffIdleMinutes: 15 };
    expect(idleMinutesFor([], policy)).toBe(30);
    expect(idleMinutesFor([{ role: 'LEARNER', scope: 'SELF', unitId: null }], policy)).toBe(30);
    expect(idleMinutesFor([{ role: 'AUDITOR', scope: 'ALL', unitId: null }], policy)).toBe(15);
  });

  it('lock at the last allowed failure and start counting anew', () => {
    const now = new Date('2026-11-23T01:00:00.000Z');
    expect(afterFailure(3, now, { failures: 5, minutes: 15 })).toEqual({ failed_count: 4, locked_until: null });
    expect(afterFailure(4, now, { failures: 5, minutes: 15 })).toEqual({ failed_count: 0, locked_until: '2026-11-23T01:15:00.000Z' });
  });

  it.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)', '/a\nb', '', null, undefined, 'account'])('never lead to %j', (next) => {
    expect(safeNext(next)).toBe('/');
  });

  it('lead to paths of our own', () => {
    expect(safeNext('/admin/people?q=a%2Fb')).toBe('/admin/people?q=a%2Fb');
  });

  it.each([
    [{ reason: 'wrong' }, 'chưa đúng'],
    [{ reason: 'disabled' }, 'ngừng sử dụng'],
    [{ reason: 'expired-password' }, 'hết hạn'],
    [{ reason: 'locked', minutes: 7 }, '7 phút'],
  ] as const)('are refused with a sentence: %j', (refusal, words) => {
    expect(refusalOf(refusal).vi).toContain(words);
  });
});
