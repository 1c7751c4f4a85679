import { beforeEach, afterEach, describe, expect, it } from 'vitest';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { aMessage, officials, written } from '../../../tests/world/messages.ts';
import type { Db } from '../../../db/client.ts';
import { correctMessage } from '../commands/correct-message.server.ts';
import { fanOut } from '../commands/fan-out.server.ts';
import { allowCounting } from '../commands/follow-link.server.ts';
import { answerNotice, markAllSeen, markRead, savePreferences } from '../commands/read-notice.server.ts';
import { cancelMessage } from '../commands/stop-message.server.ts';
import { topics } from '../rules/channels.ts';
import { countUnread, getNotice, listNotices, noticesShown, readPreferences } from './inbox.server.ts';
import { messageCounts } from './message-counts.server.ts';

let db: Db;
let clock: TestClock;
let reader: string;
let other: string;
beforeEach(async () => {
  db = await freshDb();
  clock = testClock();
  [reader = '', other = ''] = await officials(db, 2);
});
afterEach(() => db.destroy());

const now = () => clock.now().toISOString();
async function notice(changes: Parameters<typeof aMessage>[1] = {}, to = [reader, other]): Promise<string> {
  const id = await written(db, aMessage(to, { now: now(), sendAt: now(), ...changes }));
  await fanOut(db, clock, id);
  return id;
}
const correct = (messageId: string, body = 'Bản đúng') => db.transaction().execute((tx) => correctMessage(tx, { messageId, content: { vi: { subject: 'Đính chính', body } }, notAfter: '2026-11-26T01:00:00.000Z', createdBy: reader, now: now() }));

describe('the list of notices', () => {
  it('pages through notices of the same moment without a gap and without one twice', async () => {
    const ids: string[] = [];
    for (let count = 0; count < noticesShown * 2 + 1; count += 1) ids.push(await notice());
    const seen: string[] = [];
    let before: string | undefined;
    for (let page = 0; page < 4; page += 1) {
      const { notices, next } = await listNotices(db, reader, { unread: false, before });
      seen.push(...notices.map(({ id }) => id));
      if (next === null) break;
      before = next;
    }
    expect([seen.length, new Set(seen).size]).toEqual([ids.length, ids.length]);
    expect(new Set(seen)).toEqual(new Set(ids));
  });

  it('starts anew for a place that is somebody else’s or nobody’s, and shows nothing of it', async () => {
    await notice({}, [other]);
    const mine = await notice({}, [reader]);
    const { deliveryId } = (await listNotices(db, other, { unread: false })).notices[0] ?? { deliveryId: '' };
    for (const before of [deliveryId, 'khong-co', "' or 1=1 --"]) expect((await listNotices(db, reader, { unread: false, before })).notices.map(({ id }) => id)).toEqual([mine]);
  });

  it('keeps what was opened out of the unread ones, and counts the rest', async () => {
    const [first, second] = [await notice(), await notice()];
    expect(await countUnread(db, reader)).toBe(2);
    await markRead(db, reader, first, now());
    expect((await listNotices(db, reader, { unread: true })).notices.map(({ id }) => id)).toEqual([second]);
    expect([await countUnread(db, reader), await countUnread(db, other)]).toEqual([1, 2]);
    await markAllSeen(db, reader);
    expect([await countUnread(db, reader), await countUnread(db, other)]).toEqual([0, 2]);
  });

  it('shows nothing before fan-out, nothing that was cancelled before it, and keeps what was cancelled afterwards', async () => {
    const waiting = await written(db, aMessage([reader], { now: now(), sendAt: now() }));
    expect(await countUnread(db, reader)).toBe(0);
    await db.transaction().execute((tx) => cancelMessage(tx, waiting, now()));
    await fanOut(db, clock, waiting);
    expect(await countUnread(db, reader)).toBe(0);
    const there = await notice();
    await db.transaction().execute((tx) => cancelMessage(tx, there, now()));
    expect((await listNotices(db, reader, { unread: false })).notices.map(({ id }) => id)).toEqual([there]);
  });
});

describe('a notice', () => {
  it('is there for its readers and for nobody else', async () => {
    const id = await notice({}, [reader]);
    expect(await getNotice(db, reader, id)).toMatchObject({ id, answer: null, correctedBy: null });
    for (const [who, which] of [[other, id], [reader, 'khong-co']] as const) await expect(getNotice(db, who, which)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('that was corrected leads to the right one only those who have that, too', async () => {
    const id = await notice();
    const outcome = await correct(id);
    if (!outcome.ok) throw new Error('not corrected');
    expect((await getNotice(db, reader, id)).correctedBy).toBeNull();
    await fanOut(db, clock, outcome.correctionId ?? '');
    expect((await getNotice(db, reader, id)).correctedBy).toBe(outcome.correctionId);
    const { notices } = await listNotices(db, reader, { unread: false });
    expect(notices.map(({ isCorrection, isCorrected }) => [isCorrection, isCorrected])).toEqual([[true, false], [false, true]]);
  });

  it('keeps the first answer and the first moment of being opened, whatever comes afterwards', async () => {
    const id = await notice({ content: { vi: { subject: 'Hỏi', body: 'x' }, question: { text: 'Hả?', options: ['Đúng', 'Sai'], right: 0 } } });
    await markRead(db, reader, id, now());
    clock.pass({ minutes: 5 });
    for (const answer of [1, 0]) expect(await answerNotice(db, reader, id, answer, now())).toBe(true);
    expect(await answerNotice(db, reader, id, 2, now())).toBe(false);
    await expect(answerNotice(db, other, 'khong-co', 0, now())).rejects.toMatchObject({ kind: 'not-found' });
    expect(await db.selectFrom('inbox_state').select(['read_at', 'answer', 'answered_at']).where('user_id', '=', reader).execute()).toEqual([{ read_at: '2026-11-23T01:00:00.000Z', answer: '1', answered_at: '2026-11-23T01:05:00.000Z' }]);
  });

  it('without a question takes no answer', async () => {
    const id = await notice();
    expect(await answerNotice(db, reader, id, 0, now())).toBe(false);
    expect(await db.selectFrom('inbox_state').select('answer').where('answer', 'is not', null).execute()).toEqual([]);
  });
});

describe('what somebody wants', () => {
  it('is everything at first, then exactly what she chose, topic by channel', async () => {
    expect(await readPreferences(db, reader)).toEqual({ allowsCounting: true, unwanted: [], deadEmail: null, hasPhone: false });
    await savePreferences(db, reader, new Set(['SECURITY.EMAIL', 'SECURITY.PUSH', 'KHÔNG.CÓ', 'SECURITY.IN_APP']), now());
    const { unwanted } = await readPreferences(db, reader);
    expect(unwanted).toHaveLength(topics.length * 5 - 2);
    for (const key of ['SECURITY.EMAIL', 'SECURITY.PUSH']) expect(unwanted).not.toContain(key);
    expect(unwanted.some((key) => key.endsWith('.IN_APP'))).toBe(false);
    expect((await readPreferences(db, other)).unwanted).toEqual([]);
  });

  it('changes its date only where it changes', async () => {
    const all = new Set(topics.flatMap((topic) => ['EMAIL', 'PUSH', 'SMS', 'ZALO', 'VNEID'].map((channel) => `${topic}.${channel}`)));
    await savePreferences(db, reader, all, now());
    clock.pass({ days: 1 });
    all.delete('SECURITY.SMS');
    await savePreferences(db, reader, all, now());
    expect(await db.selectFrom('message_preference').select(['topic', 'channel', 'wants']).where('changed_at', '=', now()).execute()).toEqual([{ topic: 'SECURITY', channel: 'SMS', wants: 0 }]);
  });

  it('tells when her mails come back, also under another spelling, and whether links may be counted', async () => {
    await db.updateTable('user_account').set({ email: 'Thuy.Duong@VI-DU.vn' }).where('id', '=', reader).execute();
    await db.insertInto('suppression').values({ channel: 'EMAIL', address: 'thuy.duong@vi-du.vn', reason: 'BOUNCE', delivery_id: null, created_at: now() }).execute();
    await allowCounting(db, reader, false, now());
    expect(await readPreferences(db, reader)).toMatchObject({ deadEmail: 'Thuy.Duong@VI-DU.vn', allowsCounting: false });
    await allowCounting(db, reader, true, now());
    expect((await readPreferences(db, reader)).allowsCounting).toBe(true);
    await db.updateTable('user_account').set({ email: null }).where('id', '=', reader).execute();
    expect((await readPreferences(db, reader)).deadEmail).toBeNull();
  });

  it('does not touch a duty, and stops what she does not want at once', async () => {
    const mail = { channels: [{ channel: 'IN_APP' as const, whenClosed: 'WAIT' as const }, { channel: 'EMAIL' as const, whenClosed: 'WAIT' as const }] };
    const [free, duty] = [await notice(mail), await notice({ ...mail, isDuty: true })];
    await savePreferences(db, reader, new Set(), now());
    const states = async (messageId: string) => (await db.selectFrom('delivery').select(['channel', 'state']).where('message_id', '=', messageId).where('recipient_id', '=', reader).orderBy('channel').execute()).map(({ channel, state }) => `${channel} ${state}`);
    expect([await states(free), await states(duty)]).toEqual([['EMAIL SUPPRESSED', 'IN_APP DELIVERED'], ['EMAIL QUEUED', 'IN_APP DELIVERED']]);
  });
});

describe('how a message stands', () => {
  it('adds up to its audience before, during and after its fan-out, and when it is cancelled in between', async () => {
    const id = await written(db, aMessage([reader, other], { now: now(), sendAt: now() }));
    const sums = async () => {
      const { audience, channels } = await messageCounts(db, id);
      return channels.map(({ channel, states, waiting }) => [channel, waiting, Object.values(states).reduce((sum, count) => sum + count, 0) + waiting - audience]);
    };
    expect(await sums()).toEqual([['EMAIL', 2, 0], ['IN_APP', 2, 0]]);
    await fanOut(db, clock, id);
    expect(await sums()).toEqual([['EMAIL', 0, 0], ['IN_APP', 0, 0]]);
    await db.deleteFrom('delivery').where('recipient_id', '=', other).execute();
    expect(await sums()).toEqual([['EMAIL', 1, 0], ['IN_APP', 1, 0]]);
    await db.transaction().execute((tx) => cancelMessage(tx, id, now()));
    expect(await sums()).toEqual([['EMAIL', 0, 0], ['IN_APP', 0, 0]]);
    expect((await messageCounts(db, id)).channels.map(({ states }) => [states.CANCELLED, states.DELIVERED])).toEqual([[2, 0], [1, 1]]);
  });

  it('that is not there is of nobody', async () => expect(await messageCounts(db, 'khong-co')).toEqual({ audience: 0, channels: [] }));
});
