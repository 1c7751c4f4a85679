import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { requestContext } from '../../../tests/support/context.ts';
import { answerDesk, sentences } from '../../../tests/world/answer-desk.ts';
import { aCall, callDesk } from '../../../tests/world/call-desk.ts';
import { makeSession } from '../../../tests/world/people.ts';
import type { Actor } from '../../people/actor.ts';
import { sessionCookie } from '../../people/session.server.ts';
import { readEnv } from '../../platform/env.ts';
import type { TestClock } from '../../../tests/support/clock.ts';
import type { Db } from '../../../db/client.ts';
import { importMost } from '../import-check.server.ts';
import * as check from './answers-import-check.tsx';
import * as importing from './answers-import.tsx';
import * as sync from './desk-sync.ts';
import * as telephony from './desk-telephony.ts';

/** Sends any body to a route, as a browser or a machine would. */
async function post(route: { action: unknown }, { db, clock, who, body, headers = {}, token }: { db: Db; clock: TestClock; who?: Actor; body: BodyInit; headers?: Record<string, string>; token?: string }) {
  const cookie: Record<string, string> = who ? { cookie: `${sessionCookie}=${await makeSession(db, { ...who, sessionId: crypto.randomUUID() }, clock.now().toISOString())}` } : {};
  const context = requestContext(db, clock, { secret: 'test-secret', env: readEnv({ NODE_ENV: 'test', ...(token ? { TELEPHONY_TOKEN: token } : {}) }) });
  const request = new Request('http://localhost:3000/x', { method: 'POST', body, headers: { accept: 'application/json', ...cookie, ...headers } });
  const answer = await (route.action as (args: object) => Promise<unknown>)({ request, params: {}, context }).catch((thrown: unknown) => thrown);
  if (answer instanceof Response) return { status: answer.status, location: answer.headers.get('location'), body: (await answer.json().catch(() => null)) as unknown };
  const { data, init } = answer as { data: unknown; init?: { status?: number } };
  return { status: init?.status ?? 200, location: null, body: data };
}

describe('a file of answers that is uploaded', () => {
  const row = { slug: 'cau-moi', topic: 'tai-khoan', question: 'Câu mới?', variants: [], short: 'Trả lời.', audience: 'public', papers: [], fee: null, place: null, time_limit: null, legal_basis: [], as_of: '2026-11-01', confidence: 'A', volatility: 'low', transfer_to: null, sources: ['Công an tỉnh'], related: [], body: '1. Làm.' };
  async function world() {
    const w = await answerDesk();
    const upload = (content: string | Uint8Array, { name = 'tệp.yaml', who = w.editor, type = 'application/yaml' } = {}) => {
      const body = new FormData();
      body.set('file', new File([content as BlobPart], name, { type }));
      return post(importing, { db: w.db, clock: w.clock, who, body });
    };
    return { ...w, upload };
  }

  it('leads to its check, whatever its name and kind say', async () => {
    await using w = await world();
    for (const traits of [{}, { name: '../../etc/passwd' }, { name: 'a.exe', type: 'application/x-msdownload' }, { name: 'x'.repeat(5_000) }]) expect((await w.upload(stringify([row]), traits)).location).toMatch(/^\/answers\/import\/[\da-f-]{36}$/);
    expect((await w.upload(JSON.stringify({ answers: [row] }), { name: 'a.json' })).status).toBe(303);
  });

  it.each<[string, string | Uint8Array, number, string | null]>([
    ['nothing', '', 422, 'Chưa chọn tệp.'],
    ['a text', 'xin chào', 422, 'Tệp không phải danh sách câu trả lời. Hãy dùng tệp xuất từ trang này làm mẫu.'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]), 422, 'Tệp không phải UTF-8. Hãy lưu lại ở bảng mã UTF-8.'],
    ['a byte too many', 'x'.repeat(importMost.bytes + 1), 422, 'Tệp nặng 1500 kB, tối đa 1500 kB.'],
    ['far too much', 'x'.repeat(importMost.bytes + 600_000), 413, null],
  ])('with %s is refused, and nothing is kept', async (_what, content, status, sentence) => {
    await using w = await world();
    const refused = await w.upload(content);
    expect([refused.status, sentences(refused.body)['file'] ?? null]).toEqual([status, sentence]);
    expect(await w.db.selectFrom('answer_import').select('id').execute()).toEqual([]);
  });

  it('is for whoever writes', async () => {
    await using w = await world();
    for (const who of [w.appraiser, w.reader]) expect((await w.upload(stringify([row]), { who })).status).toBe(403);
    expect((await post(check, { db: w.db, clock: w.clock, who: w.appraiser, body: new URLSearchParams() })).status).toBe(403);
  });
});

describe('the door of notes', () => {
  const send = (w: Awaited<ReturnType<typeof callDesk>>, body: BodyInit, headers: Record<string, string> = { 'content-type': 'application/json' }, who: Actor | undefined = w.agent) => post(sync, { db: w.db, clock: w.clock, body, headers, ...(who ? { who } : {}) });

  it('opens only to JSON, which no form of another site can send', async () => {
    await using w = await callDesk();
    const records = JSON.stringify({ records: [aCall()] });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '']) expect((await send(w, records, type ? { 'content-type': type } : {})).status, type).toBe(422);
    expect(await w.db.selectFrom('call_record').select('id').execute()).toEqual([]);
    expect((await send(w, records, { 'content-type': 'application/json; charset=utf-8' })).status).toBe(200);
  });

  it.each<[string, string, number]>([['nothing', '', 422], ['no JSON', '{', 422], ['a number', '1', 422], ['null', 'null', 422], ['a list', '[]', 422], ['records that are no list', '{"records":{}}', 422], ['no records', '{"records":[]}', 422], ['a megabyte and more', `{"records":["${'x'.repeat(1_000_001)}"]}`, 413]])('is closed to %s', async (_what, body, status) => {
    await using w = await callDesk();
    expect((await send(w, body)).status).toBe(status);
  });

  it('knows nobody without a session, and nobody who takes no calls', async () => {
    await using w = await callDesk();
    expect((await post(sync, { db: w.db, clock: w.clock, body: '{}', headers: { 'content-type': 'application/json' } })).status).toBe(401);
    expect((await send(w, '{}', { 'content-type': 'application/json' }, w.stranger)).status).toBe(403);
  });
});

describe('the door of the telephones', () => {
  const token = 'a-token-of-the-telephones';
  const event = { id: 'e', call: 'c', kind: 'RINGING', at: '2026-11-23T01:00:00Z' };
  const tell = (w: Awaited<ReturnType<typeof callDesk>>, body: string, authorization: string | null = `Bearer ${token}`) => post(telephony, { db: w.db, clock: w.clock, body, token, headers: { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }) } });

  it.each([null, '', 'Bearer', 'Bearer ', `Basic ${token}`, token, `Bearer ${token}x`, `Bearer ${token.slice(0, -1)}`, `bearer  ${token} `])('stays closed with the header %j', async (authorization) => {
    await using w = await callDesk();
    expect((await tell(w, JSON.stringify(event), authorization)).status).toBe(403);
    expect(await w.db.selectFrom('call_event').select('id').execute()).toEqual([]);
  });

  it.each<[string, string, number]>([['nothing', '', 422], ['no JSON', '{', 422], ['a list', '[]', 422], ['an event without a kind', JSON.stringify({ ...event, kind: undefined }), 422], ['more than a telephone says', JSON.stringify({ ...event, more: 'x'.repeat(10_001) }), 413]])('takes %s for no event', async (_what, body, status) => {
    await using w = await callDesk();
    expect((await tell(w, body)).status).toBe(status);
  });

  it('looks at the token before it looks at anything else', async () => {
    await using w = await callDesk();
    expect((await tell(w, '{', 'Bearer wrong-token-wrong-token')).status).toBe(403);
  });

  it('takes an event with things in it that nobody asked for, and keeps none of them', async () => {
    await using w = await callDesk();
    expect((await tell(w, JSON.stringify({ ...event, name: 'Nguyễn Văn A', agent_id: 'x' }))).status).toBe(200);
    expect(JSON.stringify(await w.db.selectFrom('call_event').selectAll().execute())).not.toContain('Nguyễn');
  });
});
