import { expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { call, testPorts } from '../../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import { addCampaign } from '../commands/write-campaign.server.ts';
import * as content from './campaign-content.tsx';
import * as medium from './campaign-medium.tsx';
import * as overview from './campaign.tsx';
import * as schedule from './campaign-schedule.tsx';

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const maker = await makePerson(db, { grants: [{ role: 'CAMPAIGN_MAKER', scope: 'ALL', unitId: null }] });
  const made = await addCampaign(testPorts(db, clock), maker, { code: 'TT-2026-01', name: 'Thử', model: 26, contentSource: 'Sở', goal: 'x', measure: 'x', baseline: null, target: 80, after: 14, topic: 'SECURITY', isDuty: false, isDrill: false, urgency: 'NORMAL', urgentReason: null });
  const id = made.ok ? made.id : '';
  const token = await makeSession(db, maker, clock.now().toISOString());
  const send = async (action: unknown, form: Record<string, string>, params: Record<string, string> = {}) => {
    const answer = await call(action as never, { db, clock, path: `/campaigns/${id}`, params: { id, ...params }, form: { revision: '0', ...form }, token });
    return { status: answer.status, faults: Object.entries((answer.body as { faults?: Record<string, { vi: string }> } | null)?.faults ?? {}).map(([field, { vi }]) => `${field}: ${vi}`) };
  };
  return { db, clock, id, send, [Symbol.asyncDispose]: () => db.destroy() };
}
const words = { subject: 'Tiêu đề', body: 'Lời' };

it.each<[string, Record<string, string>, RegExp]>([
  ['a subject of two lines', { ...words, subject: 'Thư\r\nBcc: x@y.z' }, /^subject: /],
  ['no words', { subject: '', body: '' }, /^subject: /],
  ['a body that is too long', { ...words, body: 'ă'.repeat(20_001) }, /^body: /],
  ['pasted HTML', { ...words, body: '<table><tr><td>x</td></tr></table>' }, /^body: .*HTML/],
  ['a link that runs', { ...words, body: '[x](javascript:alert(1))' }, /^body: Liên kết/],
  ['a page outside the product', { ...words, link: 'https://vi-du.invalid' }, /^link: /],
  ['a question with one option', { ...words, question: 'Hả?', options: 'Một' }, /^options: /],
])('content with %s is refused with a sentence', async (_what, form, expected) => {
  await using w = await world();
  const { status, faults } = await w.send(content.action, form);
  expect([status, faults.join()]).toEqual([422, expect.stringMatching(expected)]);
  expect(await w.db.selectFrom('campaign_medium').select('medium').execute()).toEqual([]);
});

it('refuses times that are none, that are over, and that end before they begin', async () => {
  await using w = await world();
  const at = (sendAt: string, notAfter: string) => w.send(schedule.action, { sendAt, notAfter, stagger: '0' });
  for (const [from, to, field] of [['ngày mai', '2026-12-01T08:00', 'sendAt'], ['2026-02-30T08:00', '2026-12-01T08:00', 'sendAt'], ['2026-11-25T08:00', '2026-11-25T08:00', 'notAfter'], ['2026-11-22T23:59', '2026-12-01T08:00', 'sendAt']] as const) {
    const { status, faults } = await at(from, to);
    expect([status, faults.join()]).toEqual([422, expect.stringMatching(new RegExp(`^${field}: `))]);
  }
});

it('knows its media, and nobody reads who has no part in it', async () => {
  await using w = await world();
  expect((await w.send(medium.action, { pages: 'x', seconds: '1' }, { medium: 'led' })).faults.join()).toMatch(/^seconds: /);
  expect((await w.send(medium.action, { pages: 'x', seconds: '6' }, { medium: 'constructor' })).status).toBe(404);
  const stranger = await makePerson(w.db);
  const token = await makeSession(w.db, stranger, w.clock.now().toISOString());
  expect((await call(overview.loader as never, { db: w.db, clock: w.clock, path: `/campaigns/${w.id}`, params: { id: w.id }, token })).status).toBe(403);
});
