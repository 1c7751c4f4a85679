import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { call, testPorts } from '../../tests/world/calls.ts';
import { aMessage, officials, written } from '../../tests/world/messages.ts';
import { makePerson, makeSession } from '../../tests/world/people.ts';
import { fanOut } from './commands/fan-out.server.ts';
import { pauseChannel, resumeChannel, retryFailed } from './commands/pause-channel.server.ts';
import { answerNotice, markAllSeen, savePreferences } from './commands/read-notice.server.ts';
import { readChannelDesk } from './queries/channel-desk.server.ts';
import { countUnread, getNotice, listNotices, readPreferences } from './queries/inbox.server.ts';
import * as inboxRoute from './routes/inbox.tsx';
import * as noticeRoute from './routes/notice.tsx';
import { shuffledBy } from './rules/shuffled-by.ts';

const question = { text: 'Cài VNeID từ đâu?', options: ['Kho ứng dụng', 'Đường dẫn lạ', 'Tệp gửi qua Zalo'], right: 0 };

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const reader = await makePerson(db);
  const send = async (body = 'Chỉ cài từ **kho ứng dụng**.', people = [reader.id]) => {
    const now = clock.now().toISOString();
    const id = await written(db, aMessage(people, { now, sendAt: now, notAfter: '2026-12-30T00:00:00.000Z', content: { vi: { subject: 'Gửi {{ten}}', body }, question } }));
    await fanOut(db, clock, id);
    clock.pass({ minutes: 1 });
    return id;
  };
  return { db, clock, reader, send, now: () => clock.now().toISOString(), token: () => makeSession(db, reader, clock.now().toISOString()), [Symbol.asyncDispose]: () => db.destroy() };
}

describe('the inbox', () => {
  it('shows the newest first, counts what is unread, and pages without gaps', async () => {
    await using w = await world();
    const ids: string[] = [];
    for (let count = 0; count < 65; count += 1) ids.unshift(await w.send());
    const seen: string[] = [];
    for (let before: string | undefined; ;) {
      const { notices, next } = await listNotices(w.db, w.reader.id, { unread: false, before });
      seen.push(...notices.map(({ id }) => id));
      if (!next) break;
      before = next;
    }
    expect(seen).toEqual(ids);
    expect(await countUnread(w.db, w.reader.id)).toBe(65);
    await markAllSeen(w.db, w.reader.id);
    // That is her list's matter; she has opened none of them.
    expect(await w.db.selectFrom('inbox_state').select((row) => [row.fn.countAll<number>().as('rows'), row.fn.count<number>('read_at').as('read')]).executeTakeFirstOrThrow()).toEqual({ rows: 65, read: 0 });
    expect([await countUnread(w.db, w.reader.id), (await listNotices(w.db, w.reader.id, { unread: true })).notices]).toEqual([0, []]);
  });

  it('lists subjects with the names and values of their reader, in her language, and no words beside them', async () => {
    await using w = await world();
    await w.send();
    const now = w.now();
    const id = await written(w.db, aMessage([w.reader.id], { now, sendAt: now, notAfter: '2026-12-30T00:00:00.000Z', content: { vi: { subject: 'Đã có kết quả: {{cuoc_thi}}', body: 'Xem kết quả.' } }, variables: new Map([[w.reader.id, { cuoc_thi: 'Sáng kiến {{ten}} <b>' }]]) }));
    await fanOut(w.db, w.clock, id);
    const { notices } = (await call(inboxRoute.loader as never, { db: w.db, clock: w.clock, path: '/inbox', token: await w.token() })).body as { notices: { subject: string }[] };
    expect(notices.map(({ subject }) => subject)).toEqual(['Đã có kết quả: Sáng kiến {{ten}} <b>', `Gửi ${w.reader.fullName}`]);
    expect(JSON.stringify(notices)).not.toContain('Xem kết quả.');
  });

  it('opens for its reader only, keeps the first time, and never runs what was typed', async () => {
    await using w = await world();
    const id = await w.send('Xin chào {{ten}} <script>alert(1)</script> [bẫy](javascript:alert(1))');
    const open = (token?: string) => call(noticeRoute.loader as never, { db: w.db, clock: w.clock, path: `/inbox/${id}`, params: { messageId: id }, ...(token ? { token } : {}) });
    const stranger = await makePerson(w.db);
    expect((await open()).status).toBe(302);
    expect((await open(await makeSession(w.db, stranger, w.now()))).status).toBe(404);
    const token = await w.token();
    const { html, subject } = ((await open(token)).body as { shown: { html: string; subject: string } }).shown;
    expect(subject).toBe(`Gửi ${w.reader.fullName}`);
    expect(html).toContain(w.reader.fullName);
    expect(html).not.toMatch(/<script|javascript:|style=/);
    const first = (await getNotice(w.db, w.reader.id, id)).read_at;
    w.clock.pass({ minutes: 5 });
    await open(token);
    expect((await getNotice(w.db, w.reader.id, id)).read_at).toBe(first);
  });

  it('keeps the first answer, whatever is sent afterwards, and none that is not offered', async () => {
    await using w = await world();
    const id = await w.send();
    expect(await answerNotice(w.db, w.reader.id, id, 3, w.now())).toBe(false);
    expect((await getNotice(w.db, w.reader.id, id)).answer).toBeNull();
    await answerNotice(w.db, w.reader.id, id, 1, w.now());
    await answerNotice(w.db, w.reader.id, id, 0, w.now());
    expect((await getNotice(w.db, w.reader.id, id)).answer).toBe('1');
    await expect(answerNotice(w.db, (await makePerson(w.db)).id, id, 0, w.now())).rejects.toThrow();
  });

  it('shuffles by the reader: the same every time, not the same for all', () => {
    const orders = Array.from({ length: 30 }, (_, at) => shuffledBy(question.options, `người ${at}`).join());
    expect(new Set(orders).size).toBeGreaterThan(2);
    expect(shuffledBy(question.options, 'a')).toEqual(shuffledBy(question.options, 'a'));
    expect(shuffledBy(question.options, 'a').toSorted()).toEqual(question.options.toSorted());
  });
});

it('what somebody wants is kept, and unknown topics are not', async () => {
  await using w = await world();
  await savePreferences(w.db, w.reader.id, new Set(['SECURITY.EMAIL', 'NONSENSE.EMAIL', 'SECURITY.IN_APP']), w.now());
  const { unwanted } = await readPreferences(w.db, w.reader.id);
  expect([unwanted.includes('SECURITY.EMAIL'), unwanted.includes('TRAINING.EMAIL'), unwanted.length]).toEqual([false, true, 24]);
});

describe('the desk of channels', () => {
  it('pauses with a reason, resumes, sends failures again unless it is too late, and writes it down', async () => {
    await using w = await world();
    const admin = await makePerson(w.db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    const ports = testPorts(w.db, w.clock);
    const people = await officials(w.db, 2);
    await w.send('x', people);
    await w.db.updateTable('delivery').set({ state: 'FAILED', detail: '554 5.7.1', settled_at: w.now() }).where('channel', '=', 'EMAIL').execute();
    await w.db.updateTable('delivery').set({ not_after: w.now() }).where('channel', '=', 'EMAIL').where('recipient_id', '=', people[0] ?? '').execute();
    await expect(pauseChannel(ports, w.reader, { channel: 'EMAIL', reason: 'x' })).rejects.toThrow();
    await pauseChannel(ports, admin, { channel: 'EMAIL', reason: 'Máy chủ thư bảo trì' });
    const desk = await readChannelDesk(w.db, w.now());
    expect(desk.rows.find(({ channel }) => channel === 'EMAIL')).toMatchObject({ pause: { reason: 'Máy chủ thư bảo trì', by: admin.fullName }, failed: 2 });
    expect(desk.failures).toEqual([{ channel: 'EMAIL', reason: '554 5.7.1', count: 2 }]);
    expect(await retryFailed(ports, admin, { channel: 'EMAIL', reason: '554 5.7.1' })).toBe(1);
    await resumeChannel(ports, admin, 'EMAIL');
    await resumeChannel(ports, admin, 'EMAIL');
    const actions = await w.db.selectFrom('audit_event').select('action').where('object_type', '=', 'channel').orderBy('seq').execute();
    expect(actions.map(({ action }) => action)).toEqual(['channel.pause', 'channel.retry', 'channel.resume']);
  });
});
