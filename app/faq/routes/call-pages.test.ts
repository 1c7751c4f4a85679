import { describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { sentences } from '../../../tests/world/answer-desk.ts';
import { requestContext } from '../../../tests/support/context.ts';
import { makeSession } from '../../../tests/world/people.ts';
import { eraseCalls } from '../commands/call-erase.server.ts';
import { makeAnswer } from '../../../tests/world/answers.ts';
import { callDesk } from '../../../tests/world/call-desk.ts';
import { takeExtension } from '../commands/call-extension.server.ts';
import { deskPublicKey } from '../desk-signature.server.ts';
import { verified } from '../islands/desk-copy.ts';
import * as copy from './desk-answers.ts';
import * as number from './desk-call-number.tsx';
import * as callbacks from './desk-callbacks.tsx';
import * as calls from './desk-calls.tsx';
import * as detail from './desk-call.tsx';
import * as state from './desk-state.ts';
import * as sync from './desk-sync.ts';
import * as telephony from './desk-telephony.ts';
import * as desk from './desk.tsx';

async function world() {
  const w = await callDesk();
  const see = (route: { loader: unknown }, search = '', who = w.agent, params: Record<string, string> = {}, headers: Record<string, string> = {}) => w.ask(route.loader, `/desk${search}`, { who, params, headers });
  const send = (form: Record<string, string>, { who = w.agent, route = desk as { action: unknown }, params = {}, search = '' } = {}) => {
    w.clock.pass({ seconds: 1 });
    return w.ask(route.action, `/desk${search}`, { who, form, params });
  };
  return { ...w, see, send };
}
/** What the page shows: the template only holds the fields of a call that the script opens. */
const shown = (html: string) => html.replace(/<template.*?<\/template>/s, '');

describe('who opens the desk', () => {
  it('those who take calls; nobody else sees a page, a copy, a state, or sends a note', async () => {
    await using w = await world();
    const roles = await Promise.all((['LEARNER', 'CONTENT_EDITOR', 'ANSWER_APPRAISER', 'LEGAL_OFFICER', 'AUDITOR', 'SYSTEM_ADMIN'] as const).map((role) => w.person('Ai Đó', role)));
    for (const who of [w.stranger, ...roles]) {
      for (const route of [desk, copy, state, callbacks, calls]) expect((await w.see(route, '', who)).status).toBe(403);
      for (const route of [desk, sync, callbacks]) expect((await w.send({}, { who, route })).status).toBe(403);
    }
    for (const who of [w.agent, w.supervisor]) for (const route of [desk, copy, state, callbacks]) expect((await w.see(route, '', who)).status).toBe(200);
  });

  it('machines’ doors are no pages', async () => {
    await using w = await world();
    for (const route of [sync, telephony]) expect((await w.see(route)).status).toBe(404);
  });
});

describe('the desk as a page', () => {
  it('reads well in every state, in both languages', async () => {
    await using w = await world();
    const draw = async (search = '') => {
      const { body, status } = await w.see(desk, search);
      expect(status).toBe(200);
      for (const locale of ['vi', 'en'] as const) expect([search, pageFaults(shown(renderRoute(desk, { data: body, locale })))]).toEqual([search, []]);
    };
    await draw();
    await draw(`?q=dinh+danh&open=${w.answer.slug}`);
    await w.taken({ clientKey: 'key-handed-1', wrap: 'TRANSFERRED', handTo: w.agent.id }, w.other);
    await w.send({ deed: 'start', number: '0912345678', question: '<script>alert(1)</script>' });
    await draw(`?q=dinh+danh&open=${w.answer.slug}&done=saved`);
    await w.send({ deed: 'park', question: 'x' });
    await draw('?done=parked');
    await draw('?open=khong-co&q=%00%F0%9F%99%82&done=constructor');
  });

  it('gives back everything that was typed when it refuses', async () => {
    await using w = await world();
    await w.send({ deed: 'start', number: '0912345678' });
    const typed = { deed: 'wrap', wrap: 'CALL_BACK', question: 'Hỏi thẻ', note: 'Ghi chú', name: 'Bà Tư', commune: 'Hoa Lư', callbackAt: '2026-02-30T09:00' };
    const { status, body } = await w.send(typed);
    expect([status, sentences(body), (body as { values: object }).values]).toEqual([422, { callbackAt: 'Chọn thời điểm gọi lại chưa qua.' }, expect.objectContaining(typed)]);
    const page = renderRoute(desk, { data: (await w.see(desk)).body, sent: body });
    for (const words of ['Hỏi thẻ', 'Ghi chú', 'Bà Tư', 'Hoa Lư']) expect(page).toContain(words);
  });

  it('keeps the search and the open answer after saving, and lets them go with the call', async () => {
    await using w = await world();
    await w.send({ deed: 'start' });
    expect((await w.send({ deed: 'save', question: 'x', q: 'đổi thẻ', open: 'muc-2' })).location).toBe('/desk?q=%C4%91%E1%BB%95i+th%E1%BA%BB&open=muc-2');
    expect((await w.send({ deed: 'save', question: 'x' }, { search: '?open=muc-2' })).location).toBe('/desk?open=muc-2&done=saved');
    expect((await w.send({ deed: 'wrap', wrap: 'ANSWERED', question: 'x', q: 'đổi thẻ' }, { search: '?open=muc-2' })).location).toBe('/desk?done=wrapped');
  });

  it('takes an extension and says which one it is', async () => {
    await using w = await world();
    expect((await w.send({ deed: 'extension', extension: '101' })).status).toBe(303);
    expect((await w.see(desk)).body).toMatchObject({ extension: '101' });
    for (const extension of ['10a', '12345678901', '-1']) expect((await w.send({ deed: 'extension', extension })).status).toBe(422);
    expect((await w.send({ deed: 'extension', extension: '' })).status).toBe(303);
    expect((await w.see(desk)).body).toMatchObject({ extension: '' });
  });
});

describe('the copy of the answers', () => {
  it('is signed, holds what may be read now, internal answers among it, and nothing that may not', async () => {
    await using w = await world();
    await makeAnswer(w.db, { slug: 'noi-bo', audience: 'INTERNAL' });
    await makeAnswer(w.db, { slug: 'nhap', state: 'APPROVED' });
    await makeAnswer(w.db, { slug: 'mai', publishAt: '2026-11-24T00:00:00.000Z' });
    const { text } = await w.see(copy);
    const sent = JSON.parse(text ?? '') as { text: string; signature: string };
    const trusted = await verified(sent, deskPublicKey('test-secret'));
    expect((trusted as { answers: { slug: string }[] } | null)?.answers.map(({ slug }) => slug).toSorted()).toEqual([w.answer.slug, 'noi-bo'].toSorted());
    expect(await verified({ ...sent, text: sent.text.replace('noi-bo', 'noi-ba') }, deskPublicKey('test-secret'))).toBeNull();
  });

  it('is sent again only when something has changed', async () => {
    await using w = await world();
    const ask = async (etag = '') => {
      const answer = (await copy.loader({ request: new Request('http://localhost:3000/desk/answers.json', { headers: { ...(etag ? { 'if-none-match': etag } : {}), cookie: `hoc06_session=${token}` } }), params: {}, context } as never)) as Response;
      return { status: answer.status, etag: answer.headers.get('etag') ?? '', cache: answer.headers.get('cache-control') };
    };
    const token = await makeSession(w.db, w.agent, w.clock.now().toISOString());
    const context = requestContext(w.db, w.clock);
    const first = await ask();
    expect([first.status, first.cache, (await ask(first.etag)).status, (await ask('"other"')).status]).toEqual([200, 'private, no-cache', 304, 200]);
    await w.db.updateTable('faq_publication').set({ withdraw_at: w.clock.now().toISOString() }).execute();
    const second = await ask(first.etag);
    expect([second.status, second.etag === first.etag]).toEqual([200, false]);
  });
});

describe('what an open desk asks every few seconds', () => {
  const ask = async (w: Awaited<ReturnType<typeof world>>, search = '') => JSON.parse((await w.see(state, search)).text ?? '') as { inHand: string | null; isShown: boolean; ringing: string[] };

  it('is the call in hand, whether the answer that is read is still shown, and what rings', async () => {
    await using w = await world();
    expect(await ask(w, `?version=${w.answer.versionId}`)).toEqual({ inHand: null, isShown: true, ringing: [] });
    await w.taken();
    await takeExtension(w.ports, w.agent, '101');
    await w.db.insertInto('call_event').values({ id: 'e', telephony_id: 'c', kind: 'RINGING', extension: '101', number_mask: '09xx xxx 678', at: 'x', received_at: w.clock.now().toISOString() }).execute();
    await w.db.updateTable('faq_publication').set({ withdraw_at: w.clock.now().toISOString() }).execute();
    expect(await ask(w, `?version=${w.answer.versionId}`)).toEqual({ inHand: 'key-00000001', isShown: false, ringing: ['09xx xxx 678'] });
  });

  it('tells that an answer was replaced, to the millisecond', async () => {
    await using w = await world();
    await makeAnswer(w.db, { entryId: w.answer.entryId, short: 'Hai.', publishAt: '2026-11-23T01:00:01.000Z' });
    const isShown = async (at: string) => (w.clock.set(at), (await ask(w, `?version=${w.answer.versionId}`)).isShown);
    expect([await isShown('2026-11-23T01:00:00.999Z'), await isShown('2026-11-23T01:00:01.000Z')]).toEqual([true, false]);
  });

  it('is not upset by a version that is none', async () => {
    await using w = await world();
    for (const version of ['x', "' or 1=1 --", 'x'.repeat(65), '']) expect(await ask(w, `?${new URLSearchParams({ version })}`), version).toMatchObject({ isShown: version === '' || version.length > 64 });
  });
});

describe('pages of a supervisor and of call-backs', () => {
  it('read well, empty and full, before and after forgetting', async () => {
    await using w = await world();
    const draw = async (route: { loader: unknown }, params: Record<string, string> = {}) => {
      const { body, status } = await w.see(route, '', w.supervisor, params);
      expect(status).toBe(200);
      for (const locale of ['vi', 'en'] as const) expect(pageFaults(renderRoute(route, { data: body, locale }))).toEqual([]);
    };
    for (const route of [calls, callbacks]) await draw(route);
    const id = await w.taken({ wrap: 'CALL_BACK', callbackAt: '2026-11-24T02:00:00.000Z', reads: [{ versionId: w.answer.versionId, at: '2026-11-23T01:00:00.000Z' }] });
    await w.taken({ clientKey: 'key-00000002', number: '', name: '', commune: '', question: '' });
    for (const route of [calls, callbacks]) await draw(route);
    for (const route of [detail, number]) await draw(route, { id });
    w.clock.pass({ days: 180 });
    await eraseCalls(w.ports);
    for (const route of [calls, callbacks]) await draw(route);
    await draw(detail, { id });
  });

  it('mark a promise as late from the millisecond after it', async () => {
    await using w = await world();
    await w.taken({ wrap: 'CALL_BACK', callbackAt: '2026-11-23T02:00:00.000Z' });
    expect(renderRoute(callbacks, { data: (await w.see(callbacks)).body })).toContain('Người trực: ');
    const late = async (at: string) => (w.clock.set(at), ((await w.see(callbacks)).body as { tasks: { isLate: boolean }[] }).tasks[0]?.isLate);
    expect([await late('2026-11-23T02:00:00.000Z'), await late('2026-11-23T02:00:00.001Z')]).toEqual([false, true]);
  });

  it('refuse an outcome, a task or a reason that is none', async () => {
    await using w = await world();
    const id = await w.taken({ wrap: 'CALL_BACK', callbackAt: '2026-11-24T02:00:00.000Z' });
    expect((await w.send({ task: 'x', outcome: 'REACHED', note: '' }, { route: callbacks })).status).toBe(422);
    expect((await w.send({ task: '018f0000-0000-7000-8000-000000000000', outcome: 'REACHED', note: '' }, { route: callbacks })).status).toBe(409);
    expect((await w.send({ reason: 'x' }, { route: number, params: { id } })).status).toBe(422);
    expect((await w.send({ reason: 'Gọi lại như hẹn' }, { route: number, params: { id: 'x' } })).status).toBe(404);
  });
});
