import { describe, expect, it } from 'vitest';
import { call, type Call } from '../../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import { remindedWorld, remindersOf } from '../../../tests/world/reminders.ts';
import type { Grant } from '../../people/actor.ts';
import { typedPolicy } from '../rules/typed-policy.ts';
import { reminderPolicy } from '../rules/reminder-policy.ts';
import * as batchRoute from './reminder-batch.tsx';
import * as calendarRoute from './reminder-calendar.tsx';
import * as handRoute from './hand-reminder.tsx';
import * as historyRoute from './reminder-history.tsx';
import * as policyRoute from './reminder-policy.tsx';
import * as previewRoute from './reminders.tsx';

const all = (role: Grant['role']): Grant[] => [{ role, scope: 'ALL', unitId: null }];

async function world() {
  const w = await remindedWorld();
  const tokenOf = async (grants: Grant[], unitId = w.units.hoaLu) => makeSession(w.db, await makePerson(w.db, { unitId, grants }), w.now());
  const ask = (route: Parameters<typeof call>[0], path: string, how: Partial<Call> = {}) => call(route, { db: w.db, clock: w.clock, path, ...how });
  return Object.assign(w, { tokenOf, ask });
}
type Ask = Awaited<ReturnType<typeof world>>['ask'];
const pages: [string, (ask: Ask, token: string) => ReturnType<Ask>][] = [
  ['preview', (ask, token) => ask(previewRoute.loader, '/admin/reminders', { token })],
  ['calendar', (ask, token) => ask(calendarRoute.loader, '/admin/reminders/calendar', { token })],
  ['history', (ask, token) => ask(historyRoute.loader, '/admin/reminders/history', { token })],
  ['policy', (ask, token) => ask(policyRoute.loader, '/admin/reminders/policy', { token })],
];

describe('the pages about reminders', () => {
  it.each(pages)('%s opens to training administrators, auditors and system administrators, and to nobody else', async (_name, open) => {
    await using w = await world();
    for (const role of ['TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN'] as const) expect((await open(w.ask, await w.tokenOf(all(role)))).status).toBe(200);
    for (const grants of [[], all('UNIT_LEADER'), all('CONTENT_EDITOR'), all('CAMPAIGN_MAKER')]) expect((await open(w.ask, await w.tokenOf(grants))).status).toBe(403);
    expect((await open(w.ask, 'no-session')).location).toMatch(/^\/sign-in/);
  });

  it('take hostile addresses for what they are', async () => {
    await using w = await world();
    await w.learner();
    const token = await w.tokenOf(all('TRAINING_ADMIN'));
    const nasty = ["day=2026-11-23'--", 'day=9999-99-99', 'day=%00', 'unit=../../etc', 'course=%3Cscript%3E', 'step=__proto__', 'page=1e9', 'page=-5', 'page=NaN', `day=${'9'.repeat(300)}`];
    for (const query of nasty) {
      expect([query, (await w.ask(previewRoute.loader, `/admin/reminders?${query}`, { token })).status]).toEqual([query, 200]);
      expect([query, (await w.ask(historyRoute.loader, `/admin/reminders/history?${query}`, { token })).status]).toEqual([query, 200]);
    }
    expect((await w.ask(previewRoute.loader, '/admin/reminders?day=2026-99-01', { token })).body).toMatchObject({ fault: true });
    for (const batch of ['x', '%00', '0193f0a0-0000-7000-8000-000000000001']) expect((await w.ask(batchRoute.loader, `/admin/reminders/history/${batch}`, { token, params: { batch } })).status).toBe(404);
  });
});

describe('saving the rule', () => {
  const fields = async (w: Awaited<ReturnType<typeof world>>, token: string) => {
    const { shown } = (await w.ask(policyRoute.loader, '/admin/reminders/policy', { token })).body as { shown: { mark: string } };
    return Object.fromEntries(Object.entries({ ...typedPolicy(reminderPolicy.fallback, 'Quyết định 12'), mark: shown.mark }).filter(([, value]) => value !== ''));
  };

  it('goes back to the page; faults come with what was typed', async () => {
    await using w = await world();
    const token = await w.tokenOf(all('TRAINING_ADMIN'));
    const form = await fields(w, token);
    const post = (changes: Record<string, string>) => w.ask(policyRoute.action, '/admin/reminders/policy', { token, form: { ...form, ...changes } });
    const refused = await post({ before: '7, 100', hour: '05:00' });
    expect([refused.status, refused.body]).toMatchObject([422, { ok: false, faults: { before: { vi: expect.stringContaining('từ 1 đến 90') }, hour: { vi: expect.stringContaining('06:00') } }, values: { before: '7, 100', hour: '05:00', legalBasis: 'Quyết định 12', onDueDay: 'on' } }]);
    expect(await post({ before: '14, 7' })).toMatchObject({ status: 303, location: '/admin/reminders/policy?done=saved' });
    expect(await post({ before: '21' })).toMatchObject({ status: 409, body: { values: { before: '21', channel_EMAIL: 'on' } } });
  });

  it('is refused to auditors and to administrators of a part', async () => {
    await using w = await world();
    const form = await fields(w, await w.tokenOf(all('TRAINING_ADMIN')));
    for (const grants of [all('AUDITOR'), [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: w.units.hoaLu } as Grant]]) {
      expect((await w.ask(policyRoute.action, '/admin/reminders/policy', { token: await w.tokenOf(grants), form })).status).toBe(403);
    }
  });
});

describe('reminding by hand', () => {
  it('shows first, sends then, and goes back to the list with how many', async () => {
    await using w = await world();
    const [one, two] = [await w.learner({ dueOn: '2026-11-01' }), await w.learner({ dueOn: '2026-11-01' })];
    const token = await w.tokenOf([{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: w.units.hoaLu }]);
    const path = `/units/reminder?unit=${w.units.hoaLu}&course=an-toan&state=late&who=${one.id}&who=${two.id}`;
    expect((await w.ask(handRoute.loader, path, { token })).body).toMatchObject({ preview: { groups: [{ people: [{}, {}] }], others: [] }, back: `/units?unit=${w.units.hoaLu}&course=an-toan&state=late#people` });
    expect(await remindersOf(w.db)).toEqual([]);
    const sent = await w.ask(handRoute.action, path, { token, form: { 'who[]': one.id } });
    expect(sent).toMatchObject({ status: 303, location: `/units?unit=${w.units.hoaLu}&course=an-toan&state=late&reminded=1&skipped=0` });
    expect(await w.ask(handRoute.action, path, { token, form: { 'who[]': one.id } })).toMatchObject({ status: 409, body: { faults: { form: { vi: expect.stringContaining('Chưa gửi gì') } } } });
    expect((await w.ask(handRoute.loader, '/units/reminder?course=an-toan', { token })).body).toMatchObject({ preview: { groups: [], others: [] } });
  });

  it('tells nothing about people of other units, and sends them nothing', async () => {
    await using w = await world();
    const foreign = await w.learner({ unitId: w.units.tamDiep });
    const token = await w.tokenOf([{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: w.units.hoaLu }]);
    const path = `/units/reminder?course=an-toan&who=${foreign.id}`;
    const unknown = '/units/reminder?course=an-toan&who=0193f0a0-0000-7000-8000-000000000001';
    const answers = [await w.ask(handRoute.loader, path, { token }), await w.ask(handRoute.loader, unknown, { token })];
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(answers[0]).toEqual(answers[1]);
    expect((await w.ask(handRoute.action, path, { token, form: { 'who[]': foreign.id } })).status).toBe(404);
    expect(await remindersOf(w.db)).toEqual([]);
  });

  it('refuses hostile lists and whoever may not', async () => {
    await using w = await world();
    const learner = await w.learner();
    const token = await w.tokenOf([{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: w.units.hoaLu }]);
    for (const query of ['who=x', "who=' or 1=1", 'course=%00&who=x', Array.from({ length: 60 }, (_, at) => `who=0193f0a0-0000-7000-8000-${String(at).padStart(12, '0')}`).join('&')]) {
      expect((await w.ask(handRoute.loader, `/units/reminder?course=an-toan&${query}`, { token })).status).toBe(422);
    }
    for (const form of [{}, { 'who[]': 'x' }, { who: '' }] as Record<string, string>[]) expect((await w.ask(handRoute.action, '/units/reminder?course=an-toan', { token, form })).status).toBe(422);
    for (const grants of [[], all('AUDITOR'), all('SYSTEM_ADMIN'), all('CONTENT_EDITOR')]) {
      expect((await w.ask(handRoute.action, '/units/reminder?course=an-toan', { token: await w.tokenOf(grants), form: { 'who[]': learner.id } })).status).toBe(403);
    }
    expect(await remindersOf(w.db)).toEqual([]);
  });
});
