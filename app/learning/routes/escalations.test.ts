import { describe, expect, it } from 'vitest';
import { call, type Call } from '../../../tests/world/calls.ts';
import { ledWorld } from '../../../tests/world/escalations.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import type { Actor, Grant } from '../../people/actor.ts';
import * as listRoute from './escalations.tsx';
import * as noticeRoute from './leader-notice.tsx';
import * as historyRoute from './reminder-history.tsx';
import * as previewRoute from './reminders.tsx';

const all = (role: Grant['role']): Grant[] => [{ role, scope: 'ALL', unitId: null }];

async function world() {
  const w = await ledWorld();
  const tokenOf = async (grants: Grant[], unitId = w.units.hoaLu) => makeSession(w.db, await makePerson(w.db, { unitId, grants }), w.now());
  const enter = (who: Actor) => makeSession(w.db, who, w.now());
  const ask = (route: Parameters<typeof call>[0], path: string, how: Partial<Call> = {}) => call(route, { db: w.db, clock: w.clock, path, ...how });
  return Object.assign(w, { tokenOf, enter, ask });
}

describe('the pages about what leaders are told', () => {
  it('open to training administrators, auditors and system administrators, and to nobody else', async () => {
    await using w = await world();
    const open = [(token: string) => w.ask(listRoute.loader, '/admin/reminders/escalations', { token }), ...['escalation', 'digest'].map((kind) => (token: string) => w.ask(historyRoute.loader, `/admin/reminders/history?kind=${kind}`, { token }))];
    for (const page of open) {
      for (const role of ['TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN'] as const) expect((await page(await w.tokenOf(all(role)))).status).toBe(200);
      for (const grants of [[], all('UNIT_LEADER'), all('CONTENT_EDITOR'), all('FOCAL_POINT')]) expect((await page(await w.tokenOf(grants))).status).toBe(403);
      expect((await page('no-session')).location).toMatch(/^\/sign-in/);
    }
  });

  it('take hostile addresses for what they are', async () => {
    await using w = await world();
    await w.learner();
    await w.escalate();
    const token = await w.tokenOf(all('TRAINING_ADMIN'));
    for (const query of ["day=2026-12-07'--", 'day=2026-02-31', 'day=%00', 'unit=../../etc', 'course=%3Cscript%3E', 'led=all', 'led=%F0%9F%98%80', 'page=1e9', 'page=-5', `course=${'a'.repeat(5_000)}`]) {
      expect([query, (await w.ask(listRoute.loader, `/admin/reminders/escalations?${query}`, { token })).status]).toEqual([query, 200]);
      expect([query, (await w.ask(historyRoute.loader, `/admin/reminders/history?kind=escalation&${query}`, { token })).status]).toEqual([query, 200]);
    }
    for (const kind of ['__proto__', 'constructor', '']) expect((await w.ask(historyRoute.loader, `/admin/reminders/history?kind=${kind}`, { token })).body).toMatchObject({ kind: 'reminder' });
    expect((await w.ask(listRoute.loader, `/admin/reminders/escalations?unit=0193f0a0-0000-7000-8000-000000000001`, { token })).status).toBe(404);
  });

  it('show the preview of a day with what leaders would be told', async () => {
    await using w = await world();
    await w.learner();
    const token = await w.tokenOf(all('AUDITOR'));
    expect((await w.ask(previewRoute.loader, '/admin/reminders?day=2026-12-07', { token })).body).toMatchObject({ leaders: { people: 1, total: 1, digests: 3 } });
  });
});

describe('a leader’s own list', () => {
  it('opens to her alone; for others there is none, whatever they may see elsewhere', async () => {
    await using w = await world();
    await w.learner({ fullName: 'Trần Thị Muộn' });
    await w.escalate();
    const { id } = await w.db.selectFrom('escalation_notice').select('id').executeTakeFirstOrThrow();
    const open = (token: string, notice = id) => w.ask(noticeRoute.loader, `/units/escalations/${notice}`, { token, params: { notice } });
    expect(await open(await w.enter(w.leaders.office))).toMatchObject({ status: 200, body: { people: [{ fullName: 'Trần Thị Muộn', state: 'late' }] } });
    for (const other of [w.leaders.ward, w.leaders.province]) expect((await open(await w.enter(other))).status).toBe(404);
    for (const role of ['TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN'] as const) expect((await open(await w.tokenOf(all(role)))).status).toBe(404);
    expect((await open(await w.tokenOf([]))).status).toBe(403);
    expect((await open('no-session')).location).toMatch(/^\/sign-in/);
    const token = await w.enter({ ...w.leaders.office, sessionId: 'second' });
    for (const notice of ['x', '%00', '../../etc', '0193f0a0-0000-7000-8000-000000000001']) expect((await open(token, notice)).status).toBe(404);
  });
});
