import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseFile, openDatabase, type Db } from '../../db/client.ts';
import { ask, sendForm, type Answer, type Ask } from '../support/http.ts';
import { cookieOf } from '../support/request.ts';
import { seedFullWorld, type Scenery } from '../support/scenery.ts';
import { startServer, temporaryFolder, type RunningServer } from '../support/server.ts';
import { hideAnswers, type HiddenAnswer } from '../world/hidden-answers.ts';
import { makePerson } from '../world/people.ts';

/**
 * Answers, the call desk and tickets, attacked by whoever may do nothing there, or less than she tries: what she must not know is, down to the last byte, what never was;
 * what belongs to another stays as it is; and whatever is sent many times at once happens once.
 */
const folder = temporaryFolder();
let server: RunningServer;
let db: Db;
let scenery: Scenery;
let hidden: HiddenAnswer[];
const cookies: Record<string, string> = {};

beforeAll(async () => {
  scenery = await seedFullWorld(folder.path);
  db = openDatabase(databaseFile(folder.path));
  const now = new Date();
  hidden = await hideAnswers(db, { campaigns: [], calls: [], tickets: [], editor: scenery.ids.editor, now: now.toISOString() });
  const session = { at: now.toISOString(), expiresAt: new Date(now.getTime() + 3_600_000).toISOString() };
  for (const [name, id] of Object.entries(scenery.ids)) cookies[name] = await cookieOf(db, id, session);
  const other = await makePerson(db, { staffNo: 'CB70100', email: null, unitId: scenery.units.province, grants: [{ role: 'CALL_AGENT', scope: 'ALL', unitId: null }] });
  cookies['other agent'] = await cookieOf(db, other.id, session);
  writeFileSync(join(folder.path, 'now'), now.toISOString());
  server = await startServer({ dataDir: folder.path, entry: 'tests/support/moved-server.ts', env: { RATE_LIMITS: 'off' } });
}, 120_000);
afterAll(async () => {
  await server?.kill();
  await db?.destroy();
  folder[Symbol.dispose]();
});

const as = (name: string | null): Record<string, string> => (name === null ? {} : { cookie: cookies[name] ?? '' });
const get = (path: string, who: string | null, more: Ask = {}) => ask(server.url + path, { ...more, headers: { origin: server.url, ...as(who), ...more.headers } });
const send = (path: string, who: string | null, fields: Record<string, string> | [string, string][]) => sendForm(server.url, path, fields, as(who));
const atOnce = <T,>(count: number, one: (at: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, (_, at) => one(at)));
const statusesOf = (answers: readonly Answer[]) => answers.map(({ status }) => status).toSorted();

/** An answer without what is new in every answer, and without the words of the address that was asked for. */
function plain({ status, headers, text }: Answer, address: string): { status: number; headers: string; text: string; size: number } {
  const bare = (value: string) => value.replaceAll(address, '*').replace(/nonce[-="']+[\w+/=-]+/g, 'nonce').replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'id');
  const { date: _date, 'content-length': _length, etag: _etag, ...kept } = headers;
  return { status, headers: bare(JSON.stringify(kept)), text: bare(text), size: Buffer.byteLength(bare(text)) };
}

describe('what a reader must not know', () => {
  const slugOf = (entry: HiddenAnswer) => entry.slug;
  const paths: ((of: string) => [string, Ask & { form?: Record<string, string> }])[] = [
    (slug) => [`/help/${slug}`, {}],
    (slug) => [`/help/${slug}`, { method: 'HEAD' }],
    (slug) => [`/help/${slug}?s=x&done=thanks`, { headers: { 'if-none-match': '*', range: 'bytes=0-10' } }],
    (slug) => [`/help/${slug}.data`, {}],
    (slug) => [`/help/topics/chu-de-${slug}`, {}],
    (slug) => [`/help/${slug}`, { method: 'POST', form: { helpful: 'yes' } }],
    (slug) => [`/help/${slug}/feedback`, { method: 'POST', form: { helpful: 'no', reason: 'UNCLEAR' } }],
    (slug) => [`/help/${slug}/feedback`, { method: 'POST', form: { helpful: 'perhaps' } }],
    (slug) => [`/desk?open=${slug}`, {}],
    (slug) => [`/answers/${slug}`, {}],
    (slug) => [`/answers/${slug}/handout`, {}],
  ];
  const tell = async (path: string, { form, ...how }: Ask & { form?: Record<string, string> }, who: string | null, slug: string) => plain(form ? await send(path, who, form) : await get(path, who, how), slug);

  it.each([null, 'learner', 'lawyer'])('is to %s what never was: status, headers, words and size', async (who) => {
    const isShown = (slug: string) => slug.startsWith('ban-') || slug === 'tung-kin' || (who !== null && slug === 'kin');
    const unknown = hidden.map(slugOf).filter((slug) => !isShown(slug) && slug !== 'ban-nhap');
    expect(unknown.length).toBeGreaterThan(5);
    for (const path of paths) {
      for (const slug of [...unknown, 'ban-nhap']) {
        // One that never was, with as many letters.
        const never = 'z'.repeat(slug.length);
        expect([path(slug)[0], await tell(...path(slug), who, slug)]).toEqual([path(slug)[0], await tell(...path(never), who, never)]);
      }
    }
  });

  it.each([null, 'learner'])('does not change what %s finds by its words, whole or begun, nor what is offered instead', async (who) => {
    for (const word of ['chuacongbobaogio', 'chuacongb', 'chuacongbobaogiu', 'tieudechuacongbo', 'tungduoccongbo']) {
      const never = word.replace(/[aeiou]/g, 'z');
      for (const path of [(q: string) => `/help?q=${q}`, (q: string) => `/help/suggestions?q=${q}`, (q: string) => `/search?q=${q}`]) {
        expect([path(word), plain(await get(path(word), who), word)]).toEqual([path(word), plain(await get(path(never), who), never)]);
      }
    }
  });
});

describe('what belongs to another', () => {
  it('is to an agent what never was: tickets, in every page and by every form', async () => {
    const { open } = scenery.tickets;
    const never = randomUUID();
    const before = await db.selectFrom('ticket').selectAll().where('id', '=', open).executeTakeFirstOrThrow();
    for (const tail of ['', '/slip', '/citizen', '/reply', '/reply/slip', '/reply/sending', '/steps/assign', '/steps/answer', '/steps/close', '.data']) {
      for (const form of [null, { revision: String(before.revision), note: 'Đã trả lời xong', reason: 'Muốn xem', to: scenery.ids.agent }]) {
        const tell = async (id: string) => plain(form ? await send(`/tickets/${id}${tail}`, 'other agent', form) : await get(`/tickets/${id}${tail}`, 'other agent'), id);
        expect([tail, form !== null, await tell(open)]).toEqual([tail, form !== null, await tell(never)]);
      }
    }
    expect(await db.selectFrom('ticket').selectAll().where('id', '=', open).executeTakeFirstOrThrow()).toEqual(before);
  });

  it('is to an agent what never was: calls, their numbers and call-backs', async () => {
    const task = await db.selectFrom('callback_task').select(['id', 'done_at']).where('call_id', '=', scenery.call).executeTakeFirstOrThrow();
    expect((await get(`/desk/calls/${scenery.call}`, 'other agent')).status).toBe(403);
    const tell = async (id: string, form: Record<string, string> | null) => plain(form ? await send(`/desk/calls/${id}/number`, 'other agent', form) : await get(`/desk/calls/${id}/number`, 'other agent'), id);
    const never = randomUUID();
    for (const form of [null, { reason: 'Khách nhờ gọi lại' }]) expect(await tell(scenery.call, form)).toEqual(await tell(never, form));
    expect((await get('/desk/callbacks', 'other agent')).text).not.toContain(task.id);
    const done = await send('/desk/callbacks', 'other agent', { task: task.id, outcome: 'REACHED', note: '' });
    expect([done.status, done.text.includes('+84')]).toEqual([409, false]);
    expect(await db.selectFrom('callback_task').select(['id', 'done_at']).where('id', '=', task.id).executeTakeFirstOrThrow()).toEqual(task);
  });
});

const aRecord = (changes: Record<string, unknown> = {}) => ({
  clientKey: randomUUID(), revision: 5, channel: 'PHONE', source: 'OFFLINE', startedAt: new Date(Date.now() - 600_000).toISOString(), endedAt: null, number: '0912000111', name: 'Bà Tư', commune: '', question: 'Mất máy thì khoá tài khoản thế nào?', note: '', reads: [], wrap: 'NOT_FOUND', callbackAt: null, handTo: null, handBody: null, ...changes,
});
const sync = (who: string, records: unknown[]) => get('/desk/sync', who, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ records }) });
const resultsOf = ({ text }: Answer) => (JSON.parse(text) as { results: { was: string; say: { vi: string } | null }[] }).results;

describe('what is typed strangely', () => {
  const long = 'đường '.repeat(834);
  const strange: [what: string, query: string, shown: RegExp | null][] = [
    ['five thousand letters', 'dinh+danh+'.repeat(500), null], ['operators of a full-text search', encodeURIComponent('"định danh" NEAR/2 (a OR b*) -c:^d'), /định danh/], ['half of a pair', '%ED%A0%80+dinh+danh', /dinh danh/], ['what is half composed', encodeURIComponent('định danh'.normalize('NFD')), /định danh/],
    ['signs that turn the line around', `${encodeURIComponent('\u202Edinh danh\u2066')}`, /dinh danh/], ['a null sign', 'dinh%00+danh', /dinh/], ['SQL', encodeURIComponent("'; drop table faq_entry; --"), /drop table/], ['markup', encodeURIComponent('<img src=x onerror=alert(1)>'), /&lt;img/], ['only marks', encodeURIComponent('\u0301\u0303'), null], ['raw Telex', 'ddinhj+danh', /ddinhj danh/],
  ];

  it.each(strange)('is searched for on every page with a box: %s', async (_what, query, shown) => {
    for (const [path, who] of [['/help', null], ['/search', 'learner'], ['/desk', 'agent'], ['/answers', 'editor'], [`/tickets/${scenery.tickets.open}/steps/answer`, 'supervisor']] as const) {
      const { status, text } = await get(`${path}?q=${query}`, who);
      expect([path, status, shown === null || shown.test(text.normalize('NFC')), /<img src=x|[\u0000\u202E\u2066]/.test(text)]).toEqual([path, 200, true, false]);
    }
  });

  it('is more than an address can hold: said in words', async () => {
    const { status, text } = await get(`/help?q=${encodeURIComponent(long)}`, null);
    expect([status, text.includes('dùng đường dẫn ngắn hơn')]).toEqual([431, true]);
  });

  it('comes back with a sentence when it is too long for a ticket, whole, and can be sent shorter under the same id', async () => {
    const form = { once: randomUUID(), kind: 'LEGAL_HELP', bodyKey: 'ubnd-xa', callId: '', unitId: '', commune: '', summary: long, name: 'Đinh Thị Lành', contact: '0912000222', replyChannel: 'PHONE', aidGroup: '', limitationOn: '', party: '' };
    const refused = await send('/tickets/new?kind=LEGAL_HELP', 'agent', form);
    expect([refused.status, refused.text.includes(long.slice(0, 4_900)), refused.text.includes(form.once)]).toEqual([422, true, true]);
    expect((await send('/tickets/new?kind=LEGAL_HELP', 'agent', { ...form, summary: long.slice(0, 2_900) })).status).toBe(303);
  });

  it('or meant for a body that has closed is refused by the name of the one that follows it, with nothing lost', async () => {
    await db.updateTable('competent_body').set({ closed_at: '2026-01-01T00:00:00.000Z', successor_key: 'ubnd-xa' }).where('key', '=', 'tro-giup-phap-ly').execute();
    const form = { once: randomUUID(), kind: 'LEGAL_AID', bodyKey: 'tro-giup-phap-ly', callId: '', unitId: '', commune: '', summary: 'Cần người giúp làm đơn.', name: 'Đinh Thị Lành', contact: '0912000222', replyChannel: 'PHONE', aidGroup: 'HARDSHIP', limitationOn: '', party: '' };
    const refused = await send('/tickets/new?kind=LEGAL_AID', 'agent', form);
    expect([refused.status, refused.text.includes('Cần người giúp làm đơn.'), refused.text.includes('UBND cấp xã')]).toEqual([422, true, true]);
    expect(await db.selectFrom('ticket').select('id').where('id', '=', form.once).execute()).toEqual([]);
  });
});

describe('what is sent many times at once', () => {
  it('is one call with one ending, one gap, and nothing of it for the agent who sends it as hers', async () => {
    const record = aRecord();
    const all = await atOnce(12, (at) => sync(at % 3 === 2 ? 'other agent' : 'agent', [record, { ...record, revision: 4, wrap: null }]));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    const rows = await db.selectFrom('call_record').select(['id', 'agent_id', 'wrap_code']).where('client_key', '=', record.clientKey).execute();
    expect(rows).toEqual([{ id: expect.any(String), agent_id: rows[0]?.agent_id, wrap_code: 'NOT_FOUND' }]);
    const told = all.flatMap(resultsOf);
    expect(new Set(told.filter(({ was }) => was === 'REFUSED').map(({ say }) => say?.vi))).toEqual(new Set([expect.stringContaining('người khác')]));
    expect(told.filter(({ was }) => was === 'SAVED')).toHaveLength(1);
    expect(await db.selectFrom('faq_search').select('id').where('id', '=', rows[0]?.id ?? '').execute()).toHaveLength(1);
  });

  it('is one ticket, whatever the page of the ticket is asked for meanwhile', async () => {
    const once = randomUUID();
    const form = { once, kind: 'LEGAL_HELP', bodyKey: 'ubnd-xa', callId: '', unitId: '', commune: '', summary: 'Hỏi thủ tục đổi tên.', name: 'Đinh Thị Lành', contact: '0912000222', replyChannel: 'PHONE', aidGroup: '', limitationOn: '', party: '' };
    const all = await atOnce(8, () => send('/tickets/new?kind=LEGAL_HELP', 'agent', form));
    expect(statusesOf(all)).toEqual(Array(8).fill(303));
    expect(new Set(all.map(({ headers }) => headers.location)).size).toBe(1);
    expect((await send('/tickets/new?kind=LEGAL_HELP', 'other agent', form)).status).toBe(409);
    expect(await db.selectFrom('ticket').select('id').where('id', '=', once).execute()).toHaveLength(1);
  });

  it('is one step of a ticket: one officer has done it, the others are told', async () => {
    const { open } = scenery.tickets;
    const { revision } = await db.selectFrom('ticket').select('revision').where('id', '=', open).executeTakeFirstOrThrow();
    const all = await atOnce(6, (at) => send(`/tickets/${open}/steps/assign`, at % 2 === 0 ? 'lawyer' : 'supervisor', { revision: String(revision), note: '', to: '', bodyKey: '' }));
    expect(statusesOf(all)).toEqual([303, 409, 409, 409, 409, 409]);
    expect((await db.selectFrom('ticket').select('revision').where('id', '=', open).executeTakeFirstOrThrow()).revision).toBe(revision + 1);
  });

  it('is one publication and one withdrawal of an answer', async () => {
    const { approved } = scenery.answers;
    const { id: version } = await db.selectFrom('faq_version').select('id').where('entry_id', '=', approved).orderBy('number', 'desc').executeTakeFirstOrThrow();
    const published = await atOnce(6, () => send(`/answers/${approved}/schedule`, 'appraiser', { version, when: 'now', publishAt: '', withdrawAt: '' }));
    expect(statusesOf(published).filter((status) => status === 303)).toHaveLength(1);
    expect(statusesOf(published).filter((status) => status >= 500)).toEqual([]);
    expect(await db.selectFrom('faq_publication').select('id').where('entry_id', '=', approved).where('cancelled_at', 'is', null).execute()).toHaveLength(1);
  });
});
