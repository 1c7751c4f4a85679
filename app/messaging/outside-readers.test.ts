import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { silentLog } from '../../tests/support/log.ts';
import { aMessage, officials, sinkFor, written } from '../../tests/world/messages.ts';
import type { Db } from '../../db/client.ts';
import { createFileSender, openKeptMail } from './channels/email-files.server.ts';
import { previewOutside } from './channels/message-preview.ts';
import { fanOut } from './commands/fan-out.server.ts';
import { recordMailBounce } from './commands/record-mail-bounce.server.ts';
import { recordReceipts } from './commands/record-receipts.server.ts';
import { forgetOutside, writeOutside, type OutsideMessage } from './commands/write-outside.server.ts';
import { createDispatcher } from './dispatcher.server.ts';
import { messageCounts } from './queries/message-counts.server.ts';
import { withOutsideReaders } from './outside-reader.server.ts';
import type { SendOutcome } from './sender.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const secret = 'test-secret';
const reader = { name: 'Nguyễn Thị Thuỳ Dương', address: 'thuy.duong@vi-du.invalid' };
const letter = (changes: Partial<OutsideMessage> = {}): OutsideMessage => ({
  sourceId: 'reply-1', channel: 'EMAIL', reader, reason: { vi: 'đã gửi câu hỏi', en: 'you asked a question' }, content: { vi: { subject: 'Trả lời', body: 'Mang theo *giấy* khai sinh.' }, sms: 'Tra loi', link: '/help' },
  notAfter: '2026-11-30T01:00:00.000Z', createdBy: null, now: '2026-11-23T01:00:00.000Z', ...changes,
});

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const write = (changes: Partial<OutsideMessage> = {}) => db.transaction().execute((tx) => writeOutside(tx, secret, letter(changes)));
  const id = async (changes: Partial<OutsideMessage> = {}) => {
    const outcome = await write(changes);
    if (!outcome.ok) throw new Error(outcome.why);
    return outcome.messageId;
  };
  const send = (sink: ReturnType<typeof sinkFor>, key = secret) => createDispatcher({ db, clock, log: silentLog, timeZone, senders: [withOutsideReaders(sink, key)] }).runDue();
  const row = () => db.selectFrom('delivery').selectAll().where('recipient_id', 'is', null).executeTakeFirstOrThrow();
  return { db, clock, write, id, send, row, now: () => clock.now().toISOString(), [Symbol.asyncDispose]: () => db.destroy() };
}
/** Every word of every table, as whoever steals the file would find it. */
async function everything(db: Db): Promise<string> {
  const tables = await db.introspection.getTables();
  const rows = await Promise.all(tables.map(({ name }) => db.selectFrom(name as 'job').selectAll().execute()));
  return JSON.stringify(rows);
}

describe('a letter to somebody without an account', () => {
  it('goes through the ledger, once, to her by name, and the ledger never holds who she is', async () => {
    await using w = await world();
    const id = await w.id();
    expect(await messageCounts(w.db, id)).toMatchObject({ audience: 1, channels: [{ channel: 'EMAIL', waiting: 0, states: { QUEUED: 1 } }] });
    const sink = sinkFor();
    expect([await w.send(sink), await w.send(sink)]).toEqual([1, 0]);
    expect(sink.got).toMatchObject([{ address: reader.address, recipient: { fullName: reader.name, unitName: null, locale: 'vi' }, content: { vi: { subject: 'Trả lời' } } }]);
    expect(await w.row()).toMatchObject({ state: 'ACCEPTED', address: null, recipient_id: null });
    expect(await everything(w.db)).not.toMatch(/Thuỳ|thuy\.duong/);
  });

  it.each<[string, Partial<OutsideMessage>, string]>([
    ['a mail address that is none', { reader: { ...reader, address: 'thuy duong@vi-du' } }, 'BAD_ADDRESS'],
    ['an SMS to a landline', { channel: 'SMS', reader: { ...reader, address: '02293871234' } }, 'BAD_ADDRESS'],
    ['a header in an address', { reader: { ...reader, address: 'a@vi-du.invalid\r\nBcc: b@vi-du.invalid' } }, 'BAD_ADDRESS'],
    ['an address that bounced, however it is written', { reader: { ...reader, address: 'THUY.DUONG@vi-du.invalid' } }, 'DEAD_ADDRESS'],
    ['a number that does not exist', { channel: 'SMS', reader: { ...reader, address: '0912 345 678' } }, 'DEAD_ADDRESS'],
  ])('is not written to %s', async (_what, changes, why) => {
    await using w = await world();
    const at = w.now();
    await w.db.insertInto('suppression').values([{ channel: 'EMAIL', address: reader.address, reason: 'BOUNCE', created_at: at }, { channel: 'SMS', address: '+84912345678', reason: 'BOUNCE', created_at: at }]).execute();
    expect(await w.write(changes)).toEqual({ ok: false, why });
    expect(await w.db.selectFrom('message').select('id').execute()).toEqual([]);
  });

  it.each<[SendOutcome, string]>([
    [{ kind: 'refused', reason: '550', suppress: true }, 'BOUNCED'],
    [{ kind: 'uncertain', reason: 'time-out' }, 'UNCERTAIN'],
    [{ kind: 'later', reason: '451' }, 'QUEUED'],
  ])('that comes to %j is %s, and her address is put on no list', async (outcome, state) => {
    await using w = await world();
    await w.id();
    await w.send(sinkFor(() => outcome));
    expect([(await w.row()).state, await w.db.selectFrom('suppression').select('address').execute()]).toEqual([state, []]);
  });

  it('is refused, not lost, when the secret is another one', async () => {
    await using w = await world();
    await w.id();
    const sink = sinkFor();
    await w.send(sink, 'another secret');
    expect([sink.got, await w.row()]).toMatchObject([[], { state: 'FAILED', detail: 'the sealed address does not open' }]);
  });

  it('of another message does not open under this one', async () => {
    await using w = await world();
    const [one, two] = [await w.id(), await w.id({ sourceId: 'reply-2', reader: { ...reader, address: 'khac@vi-du.invalid' } })];
    const { sealed } = await w.db.selectFrom('message_outside').select('sealed').where('message_id', '=', two).executeTakeFirstOrThrow();
    await w.db.updateTable('message_outside').set({ sealed }).where('message_id', '=', one).execute();
    const sink = sinkFor();
    await w.send(sink);
    expect(sink.got.map(({ address }) => address)).toEqual(['khac@vi-du.invalid']);
  });

  it('that bounces later, by mail or by the gateway, says so and keeps no address', async () => {
    await using w = await world();
    await w.id();
    await w.send(sinkFor());
    const { id } = await w.row();
    const effect = await recordMailBounce(w.db, { kind: 'hard', messageId: `<${id}@vi-du.invalid>`, address: reader.address, status: '5.1.1', diagnostic: 'no such user' } as Parameters<typeof recordMailBounce>[1], w.now());
    expect([effect, (await w.row()).state]).toEqual([{ delivery: true, suppressed: false, kept: false }, 'BOUNCED']);
    await w.db.deleteFrom('delivery').execute();
    await w.id({ channel: 'SMS', sourceId: 'reply-2', reader: { ...reader, address: '0912345678' } });
    await w.send(sinkFor(undefined, { channel: 'SMS' }));
    const sms = await w.row();
    expect(await recordReceipts(w.db, 'SMS', [{ reference: sms.id, outcome: 'NO_SUCH_NUMBER', at: w.now(), detail: '' }], w.now())).toMatchObject({ bounced: 1, suppressed: 0 });
    expect([(await w.row()).state, await w.db.selectFrom('suppression').select('address').execute(), await w.db.selectFrom('mail_report').select('address').execute()]).toEqual(['BOUNCED', [], []]);
  });

  it('by SMS waits for the morning, and is in no official’s count of the day', async () => {
    await using w = await world();
    w.clock.set('2026-11-23T16:00:00.000Z');
    for (const sourceId of ['1', '2', '3', '4', '5']) await w.id({ sourceId, channel: 'SMS', reader: { ...reader, address: '0912345678' }, now: w.now() });
    const sink = sinkFor(undefined, { channel: 'SMS' });
    expect(await w.send(sink)).toBe(0);
    w.clock.set('2026-11-24T00:01:00.000Z');
    // Five answers in a day are five questions that were asked; the cap is for what nobody asked for.
    expect([await w.send(sink), new Set(sink.got.map(({ address }) => address))]).toEqual([5, new Set(['0912345678'])]);
  });

  it('that is forgotten is not sent, says nothing any more, and the sum of its states stays', async () => {
    await using w = await world();
    const id = await w.id();
    await w.db.transaction().execute((tx) => forgetOutside(tx, [id], w.now()));
    const sink = sinkFor();
    expect([await w.send(sink), (await w.row()).state]).toEqual([0, 'CANCELLED']);
    expect(await everything(w.db)).not.toContain('khai sinh');
    expect((await messageCounts(w.db, id)).channels[0]?.states.CANCELLED).toBe(1);
  });

  it('stands beside those of officials without touching them', async () => {
    await using w = await world();
    const people = await officials(w.db, 3);
    await w.id();
    await fanOut(w.db, w.clock, await written(w.db, aMessage(people)));
    const sink = sinkFor();
    expect([await w.send(sink), sink.got.filter(({ outside }) => outside === undefined).length]).toEqual([4, 3]);
  });

  it.each([
    ['an address in the clear', { address: 'a@vi-du.invalid' }],
    ['a way that needs an account', { channel: 'IN_APP' }],
    ['a second reader of the same message', {}],
  ])('cannot be written with %s', async (_what, changes) => {
    await using w = await world();
    await w.id();
    const { id: _id, ...row } = await w.row();
    const others = 'address' in changes || 'channel' in changes ? await w.id({ sourceId: 'reply-2' }) : row.message_id;
    if (others !== row.message_id) await w.db.deleteFrom('delivery').where('message_id', '=', others).execute();
    await expect(w.db.insertInto('delivery').values({ ...row, id: 'n', message_id: others, ...changes }).execute()).rejects.toThrow(/CHECK|UNIQUE/);
  });
});

describe('her mail', () => {
  const words = { content: letter().content, reason: letter().reason };

  it('speaks to a citizen: by name or without one, no duty, no way to unsubscribe, no page that asks her to sign in', () => {
    const named = previewOutside({ ...words, name: 'Bà <Tư>' }, 'https://hoc.vi-du.invalid');
    expect(named.text).toMatch(/^Tỉnh Ninh Bình[\s\S]*Kính gửi Ông\/Bà Bà <Tư>,[\s\S]*Mang theo giấy khai sinh\.[\s\S]*Xem trên trang hỏi đáp: https:\/\/hoc\.vi-du\.invalid\/help\n[\s\S]*Ông\/Bà nhận thư này vì đã gửi câu hỏi\./);
    expect(named.html).toContain('Kính gửi Ông/Bà Bà &#60;Tư&#62;,');
    for (const text of [named.text, named.html]) expect(text).not.toMatch(/Anh\/Chị|nhiệm vụ của|Ngừng nhận|Mở trong hệ thống/);
    expect(previewOutside({ ...words, name: '' }, 'https://hoc.vi-du.invalid').text).toContain('Kính gửi Ông/Bà,\n');
  });

  it('is what is sent, letter for letter', async () => {
    await using w = await world();
    await w.id({ reader: { ...reader, name: '' } });
    const dir = await mkdtemp(join(tmpdir(), 'b3-mail-'));
    const env = { baseUrl: 'https://hoc.vi-du.invalid', DATA_DIR: dir, TZ_DISPLAY: timeZone } as Parameters<typeof createFileSender>[0];
    await createDispatcher({ db: w.db, clock: w.clock, log: silentLog, timeZone, senders: [withOutsideReaders(createFileSender(env, secret, w.clock), secret)] }).runDue();
    const folder = join(dir, 'files', 'mail', '2026-11-23');
    const [file = ''] = await readdir(folder);
    const mail = await readFile(join(folder, file), 'utf8');
    expect(mail).toMatch(/^To: <?thuy\.duong@vi-du\.invalid>?\r$/m);
    expect(openKeptMail(Buffer.from(mail)).text.replaceAll('\r', '').trim()).toBe(previewOutside({ ...words, name: '' }, env.baseUrl).text.trim());
  });
});
