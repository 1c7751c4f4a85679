import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { silentLog } from '../../tests/support/log.ts';
import { letterOf } from '../../tests/world/letters.ts';
import { aMessage, officials, sendAt, sinkFor, written } from '../../tests/world/messages.ts';
import { renderMail, renderNotice } from './channels/email-content.ts';
import { personal } from './channels/plain-words.ts';
import { correctMessage } from './commands/correct-message.server.ts';
import { fanOut } from './commands/fan-out.server.ts';
import { savePreferences } from './commands/read-notice.server.ts';
import { withdrawDeliveries } from './commands/withdraw-deliveries.server.ts';
import { createDispatcher } from './dispatcher.server.ts';
import { forecastDeliveries } from './queries/forecast.server.ts';
import { getNotice } from './queries/inbox.server.ts';
import { messageCounts } from './queries/message-counts.server.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const baseUrl = 'https://hoc06.example';
const content = { vi: { subject: 'Còn {{phut}} phút', body: 'Khoá học còn **{{phut}}** phút, {{ten}}. {{khac}}' }, en: { subject: 'Time left', body: '{{ phut }} minutes left.' } };

async function world(people = 3) {
  const db = await freshDb();
  const clock = testClock(sendAt);
  const audience = await officials(db, people);
  const sink = sinkFor();
  const run = createDispatcher({ db, clock, log: silentLog, timeZone, senders: [sink] });
  return { db, clock, audience, sink, run: () => run.runDue(), now: () => clock.now().toISOString(), [Symbol.asyncDispose]: () => db.destroy() };
}

describe('values of a reader', () => {
  it('come to each reader as her own, by mail and in the inbox, also in a correction', async () => {
    await using w = await world(2);
    const [one = '', two = ''] = w.audience;
    const id = await written(w.db, aMessage(w.audience, { content, variables: new Map([[one, { phut: '40' }]]) }));
    await fanOut(w.db, w.clock, id);
    await w.run();
    expect(w.sink.got.map((letter) => [letter.recipient.id, letter.variables]).toSorted()).toEqual([[one, { phut: '40' }], [two, undefined]].toSorted());
    expect([(await getNotice(w.db, one, id)).variables, (await getNotice(w.db, two, id)).variables]).toEqual([{ phut: '40' }, {}]);
    const corrected = await w.db.transaction().execute((tx) => correctMessage(tx, { messageId: id, content, notAfter: '2026-11-24T00:00:00.000Z', createdBy: one, now: w.now() }));
    if (!corrected.ok || !corrected.correctionId) throw new Error('not corrected');
    await fanOut(w.db, w.clock, corrected.correctionId);
    expect((await getNotice(w.db, one, corrected.correctionId)).variables).toEqual({ phut: '40' });
  });

  it('are put into the words after these have been read, so that nothing in a value is markup', () => {
    const letter = letterOf({ content, variables: { phut: '<b>[x](https://evil.example)</b> {{ten}} \ue000' } });
    const { html, text, subject } = renderMail(letter, { baseUrl, unsubscribeUrl: null });
    expect(html).toContain('&#60;b&#62;[x](https://evil.example)&#60;/b&#62; {{ten}}');
    expect(html).not.toContain('href="https://evil.example');
    expect([subject, text.includes('{{khac}}')]).toEqual(['Còn <b>[x](https://evil.example)</b> {{ten}} phút', true]);
  });

  it('cannot overrule the reader’s name, and are left as written where they are not known', () => {
    const letter = letterOf({ content, variables: { ten: 'Người khác', phut: '5' } });
    expect(renderMail(letter, { baseUrl, unsubscribeUrl: null }).text).toContain('Nguyễn Thị Thuỳ Dương. {{khac}}');
    expect(renderNotice(content.en, { fullName: 'A', unitName: null }, baseUrl, { phut: '7' }).html).toContain('7 minutes left.');
    expect(personal('{{ten}}: {{phut}} phút {{khac}} {{constructor}}', letter)).toBe('Nguyễn Thị Thuỳ Dương: 5 phút {{khac}} {{constructor}}');
  });

  it.each([[{ 'x y': 'a' }], [{ TEN: 'a' }], [{ phut: '' }], [{ phut: 'a\nb' }], [{ phut: 'x'.repeat(201) }]])('are refused when they are none: %j', async (variables) => {
    await using w = await world(1);
    await expect(written(w.db, aMessage(w.audience, { variables: new Map([[w.audience[0] ?? '', variables as Record<string, string>]]) }))).rejects.toThrow();
    expect(await w.db.selectFrom('message').selectAll().execute()).toEqual([]);
  });
});

describe('taking a message back from one reader', () => {
  const withdraw = (w: Awaited<ReturnType<typeof world>>, messageId: string, userId: string) => w.db.transaction().execute((tx) => withdrawDeliveries(tx, [messageId], userId, { now: w.now(), why: 'COMPLETED' }));
  const states = async (w: Awaited<ReturnType<typeof world>>, messageId: string, userId: string) => (await w.db.selectFrom('delivery').select(['channel', 'state', 'detail']).where('message_id', '=', messageId).where('recipient_id', '=', userId).orderBy('channel').execute()).map((row) => `${row.channel} ${row.state} ${row.detail}`);

  it('before its fan-out leaves her with cancelled rows, and everybody else gets theirs', async () => {
    await using w = await world(3);
    const [one = ''] = w.audience;
    const id = await written(w.db, aMessage(w.audience));
    await withdraw(w, id, one);
    await withdraw(w, id, one);
    await fanOut(w.db, w.clock, id);
    expect(await w.run()).toBe(2);
    expect(await states(w, id, one)).toEqual(['EMAIL CANCELLED COMPLETED', 'IN_APP CANCELLED COMPLETED']);
    expect((await messageCounts(w.db, id)).channels.map(({ states: by, waiting }) => [by.CANCELLED, by.ACCEPTED + by.DELIVERED, waiting])).toEqual([[1, 2, 0], [1, 2, 0]]);
  });

  it('after it stops what has not gone out and leaves what has', async () => {
    await using w = await world(2);
    const [one = '', two = ''] = w.audience;
    const id = await written(w.db, aMessage(w.audience));
    await fanOut(w.db, w.clock, id);
    await withdraw(w, id, one);
    await w.run();
    await withdraw(w, id, two);
    expect([await states(w, id, one), await states(w, id, two)]).toEqual([['EMAIL CANCELLED COMPLETED', 'IN_APP DELIVERED null'], ['EMAIL ACCEPTED null', 'IN_APP DELIVERED null']]);
  });

  it('gives no rows to somebody who is not a recipient', async () => {
    await using w = await world(2);
    const [one = '', two = ''] = w.audience;
    const id = await written(w.db, aMessage([one]));
    await withdraw(w, id, two);
    expect(await states(w, id, two)).toEqual([]);
  });
});

describe('a forecast', () => {
  const planned = { topic: 'TRAINING' as const, isDuty: false, channels: ['IN_APP', 'EMAIL', 'SMS'] as const, sendAt };
  const said = async (w: Awaited<ReturnType<typeof world>>, changes: Partial<Parameters<typeof forecastDeliveries>[1]> = {}) =>
    new Map([...(await forecastDeliveries(w.db, { ...planned, ...changes }, w.audience, timeZone))].map(([id, rows]) => [id, rows.map((row) => `${row.channel} ${row.suppressed ?? row.waits ?? 'goes'}`)]));

  it('says what fan-out does', async () => {
    await using w = await world(5);
    const [one = '', two = '', three = '', four = ''] = w.audience;
    await w.db.updateTable('user_account').set({ email: null, phone: '0912345678' }).where('id', '=', one).execute();
    await w.db.updateTable('user_account').set({ disabled_at: sendAt }).where('id', '=', two).execute();
    await savePreferences(w.db, three, new Set(), sendAt);
    const { email } = await w.db.selectFrom('user_account').select('email').where('id', '=', four).executeTakeFirstOrThrow();
    await w.db.insertInto('suppression').values({ channel: 'EMAIL', address: email ?? '', reason: 'BOUNCE', created_at: sendAt }).execute();
    for (const isDuty of [false, true]) {
      const forecast = await said(w, { isDuty });
      const id = await written(w.db, aMessage(w.audience, { topic: 'TRAINING', isDuty, channels: planned.channels.map((channel) => ({ channel, whenClosed: 'WAIT' as const })), content: { vi: { subject: 'x', body: 'x' }, sms: 'x' } }));
      await fanOut(w.db, w.clock, id);
      for (const person of w.audience) {
        const rows = await w.db.selectFrom('delivery').select(['channel', 'detail']).where('message_id', '=', id).where('recipient_id', '=', person).execute();
        expect(forecast.get(person)?.toSorted()).toEqual(rows.map((row) => `${row.channel} ${row.detail ?? 'goes'}`).toSorted());
      }
    }
  });

  it('names quiet hours and a full day', async () => {
    await using w = await world(1);
    await w.db.updateTable('user_account').set({ phone: '0912345678' }).execute();
    for (let count = 0; count < 3; count += 1) await fanOut(w.db, w.clock, await written(w.db, aMessage(w.audience, { source: { type: 'NOTICE', id: `${count}` } })));
    await w.run();
    const [one = ''] = w.audience;
    expect((await said(w)).get(one)).toEqual(['IN_APP goes', 'EMAIL CAP', 'SMS CAP']);
    expect((await said(w, { sendAt: '2026-11-24T16:00:00.000Z' })).get(one)).toEqual(['IN_APP goes', 'EMAIL goes', 'SMS QUIET_HOURS']);
  });
});
