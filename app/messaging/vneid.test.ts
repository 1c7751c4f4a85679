import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { requestContext } from '../../tests/support/context.ts';
import { freshDb } from '../../tests/support/db.ts';
import { drawPage, wordsOf } from '../../tests/support/page.tsx';
import { call, testPorts } from '../../tests/world/calls.ts';
import { aMessage, officials, written } from '../../tests/world/messages.ts';
import { makePerson, makeSession, makeUnit, type PersonTraits } from '../../tests/world/people.ts';
import type { Role } from '../people/actor.ts';
import { sessionCookie } from '../people/session.server.ts';
import { correctMessage } from './commands/correct-message.server.ts';
import { fanOut } from './commands/fan-out.server.ts';
import { handOver, takePackageFile } from './commands/hand-over-package.server.ts';
import { makePackage } from './commands/make-vneid-package.server.ts';
import { pauseChannel } from './commands/pause-channel.server.ts';
import { savePreferences } from './commands/read-notice.server.ts';
import { recordVneidReceipt, type VneidReceipt } from './commands/record-vneid-receipt.server.ts';
import { cancelMessage, pauseMessage, resumeMessage } from './commands/stop-message.server.ts';
import { sweepDeliveries } from './commands/sweep-deliveries.server.ts';
import type { NewMessage } from './commands/write-message.server.ts';
import { messageCounts } from './queries/message-counts.server.ts';
import { getPackage, listPackages, listWaiting } from './queries/vneid.server.ts';
import * as fileRoute from './routes/vneid-file.ts';
import * as packageRoute from './routes/vneid-package.tsx';
import * as listRoute from './routes/vneid-packages.tsx';
import * as receiptRoute from './routes/vneid-receipt.tsx';

const granted = (role: Role): PersonTraits => ({ grants: [{ role, scope: 'ALL', unitId: null }] });

async function world(count = 5, changes: Partial<NewMessage> = {}) {
  const db = await freshDb();
  const clock = testClock();
  const people = await officials(db, count);
  const office = await makeUnit(db, { name: 'Văn phòng HĐND và UBND', parentId: await makeUnit(db) });
  await db.updateTable('membership').set({ unit_id: office }).where('user_id', '=', people[0] ?? '').execute();
  const [operator, other, admin] = [await makePerson(db, granted('CHANNEL_OPERATOR')), await makePerson(db, { fullName: 'Giang Thị Ánh', ...granted('CHANNEL_OPERATOR') }), await makePerson(db, granted('SYSTEM_ADMIN'))];
  const ports = { ...testPorts(db, clock), baseUrl: 'https://hoc06.vi-du.vn' };
  const now = () => clock.now().toISOString();
  const send = async (more: Partial<NewMessage> = {}) => {
    const id = await written(db, aMessage(people, { content: { vi: { subject: 'Gửi {{ten}}', body: 'Chỉ cài **VNeID** từ [kho](/courses).' }, link: '/courses' }, channels: [{ channel: 'IN_APP', whenClosed: 'WAIT' }, { channel: 'VNEID', whenClosed: 'WAIT' }], now: now(), sendAt: now(), notAfter: '2026-11-30T01:00:00.000Z', ...changes, ...more }));
    await fanOut(db, clock, id);
    return id;
  };
  const messageId = await send();
  const states = async () => Object.fromEntries((await db.selectFrom('delivery').select((row) => ['state', row.fn.countAll<number>().as('n')]).where('channel', '=', 'VNEID').groupBy('state').execute()).map(({ state, n }) => [state, Number(n)]));
  const addsUp = async () => {
    const { audience, channels } = await messageCounts(db, messageId);
    for (const channel of channels) expect(Object.values(channel.states).reduce((sum, n) => sum + n, channel.waiting)).toBe(audience);
  };
  const make = async (number = 1, who = operator) => {
    const made = await makePackage(ports, who, { messageId, number });
    return made.ok ? made.id : fault(made);
  };
  const handed = async () => {
    const id = await make();
    expect(await handOver(ports, operator, id)).toEqual({ ok: true });
    clock.pass({ minutes: 30 });
    return id;
  };
  const references = (id: string) => db.selectFrom('delivery').select('id').where('provider_id', '=', id).orderBy('id').execute().then((rows) => rows.map((row) => row.id));
  const audits = async () => (await db.selectFrom('audit_event').select('action').where('object_type', '=', 'vneid_package').orderBy('seq').execute()).map(({ action }) => action);
  return { db, clock, ports, people, operator, other, admin, now, messageId, send, states, addsUp, make, handed, references, audits, token: (who = operator) => makeSession(db, who, now()), [Symbol.asyncDispose]: () => db.destroy() };
}
const fault = (outcome: unknown) => Object.entries((outcome as { faults?: Record<string, { vi: string }> }).faults ?? {}).map(([field, { vi }]) => `${field}: ${vi}`).join() || 'none';
const receipt = (changes: Partial<VneidReceipt> = {}): VneidReceipt => ({ receivedAt: '2026-11-23T08:20', receivedBy: 'Bộ phận VNeID', accepted: 5, refused: '', file: '', note: '', ...changes });
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

describe('a package', () => {
  it('freezes what is shown and to whom, each file vouching for the other, with the least about people', async () => {
    await using w = await world();
    await w.db.updateTable('user_account').set({ phone: '0912 345 678', full_name: '=cmd|" /C calc"!A0' }).where('id', '=', w.people[0] ?? '').execute();
    const id = await w.make();
    await handOver(w.ports, w.operator, id);
    const [manifest, csv] = [await takePackageFile(w.ports, w.operator, id, 'manifest'), await takePackageFile(w.ports, w.operator, id, 'recipients')];
    const told = JSON.parse(manifest) as Record<string, unknown> & { recipients: { sha256: string; count: number } };
    expect(told).toMatchObject({ format: 'hoc06.vneid-package.1', package: id, number: 1, message: w.messageId, priority: 'thông thường', isDrill: false, corrects: null, notAfter: '2026-11-30T01:00:00.000Z', text: { vi: { title: 'Gửi {{ten}}', body: 'Chỉ cài VNeID từ kho (https://hoc06.vi-du.vn/courses).' } }, link: 'https://hoc06.vi-du.vn/courses', placeholders: { '{{ten}}': 'full_name' } });
    expect([told.recipients.count, told.recipients.sha256, (await getPackage(w.db, id, w.now())).sha256]).toEqual([5, hash(csv), hash(manifest)]);
    const rows = parse(csv, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows.map((row) => row['reference'])).toEqual(await w.references(id));
    expect(Object.keys(rows[0] ?? {})).toEqual(['reference', 'full_name', 'unit', 'phone']);
    expect(rows.find((row) => row['phone'])).toMatchObject({ phone: '84912345678', full_name: "'=cmd|\" /C calc\"!A0", unit: 'Văn phòng HĐND và UBND, UBND phường Hoa Lư' });
    expect(csv).not.toContain('@');
    expect(await w.audits()).toEqual(['vneid.package', 'vneid.hand-over', 'vneid.download', 'vneid.download']);
  });

  it('is one, however often and by how many it is asked for', async () => {
    await using w = await world();
    const ids = new Set(await Promise.all([w.make(), w.make(), w.make(1, w.other), w.make(1, w.admin)]));
    expect(ids.size).toBe(1);
    expect(await w.audits()).toEqual(['vneid.package']);
    expect(await w.make(2)).toContain('không còn ai chờ');
    expect(await w.make(3)).toContain('Đã có gói mới');
    expect([await w.states(), await listWaiting(w.db, w.now())]).toEqual([{ QUEUED: 5 }, []]);
    await w.addsUp();
  });

  it('leaves out whoever does not want VNeID beyond her duty', async () => {
    await using w = await world();
    await savePreferences(w.db, w.people[0] ?? '', new Set(['SECURITY.EMAIL']), w.now());
    const other = await w.send({ content: { vi: { subject: 'Tin khác', body: 'x' } } });
    const duty = await w.send({ content: { vi: { subject: 'Nhiệm vụ', body: 'x' } }, isDuty: true });
    const counts = new Map((await listWaiting(w.db, w.now())).map(({ id, count }) => [id, count]));
    expect([counts.get(w.messageId), counts.get(other), counts.get(duty)]).toEqual([4, 4, 5]);
  });

  it('takes who came later into the next one', async () => {
    await using w = await world();
    await w.db.updateTable('delivery').set({ state: 'SUPPRESSED' }).where('recipient_id', '=', w.people[0] ?? '').where('channel', '=', 'VNEID').execute();
    const first = await w.make();
    await w.db.updateTable('delivery').set({ state: 'QUEUED' }).where('recipient_id', '=', w.people[0] ?? '').where('channel', '=', 'VNEID').execute();
    expect(await listWaiting(w.db, w.now())).toMatchObject([{ id: w.messageId, count: 1, number: 2, subject: 'Gửi [họ và tên]' }]);
    const second = await w.make(2);
    expect([(await w.references(first)).length, (await w.references(second)).length]).toEqual([4, 1]);
    expect((await listPackages(w.db, w.now())).map(({ number, count, state }) => [number, count, state])).toEqual([[2, 1, 'MADE'], [1, 4, 'MADE']]);
  });

  it('marks a drill and a correction in its words', async () => {
    await using w = await world(2, { isDrill: true });
    const id = await w.handed();
    const corrected = await w.db.transaction().execute((tx) => correctMessage(tx, { messageId: w.messageId, content: { vi: { subject: 'Đúng', body: 'x' } }, notAfter: '2026-12-01T00:00:00.000Z', createdBy: w.admin.id, now: w.now() }));
    const next = corrected.ok ? (corrected.correctionId ?? '') : '';
    await fanOut(w.db, w.clock, next);
    const made = await makePackage(w.ports, w.operator, { messageId: next, number: 1 });
    const one = await getPackage(w.db, made.ok ? made.id : '', w.now());
    expect([one.text.title, one.count, (await getPackage(w.db, id, w.now())).text.title]).toEqual(['[DIỄN TẬP] [ĐÍNH CHÍNH] Đúng', 2, '[DIỄN TẬP] Gửi [họ và tên]']);
  });

  it('cannot be changed or removed behind the program’s back', async () => {
    await using w = await world();
    const id = await w.handed();
    await expect(w.db.updateTable('vneid_package').set({ recipients: '' }).where('id', '=', id).execute()).rejects.toThrow('VNEID_PACKAGE_FROZEN');
    await expect(w.db.deleteFrom('vneid_package').execute()).rejects.toThrow();
    const row = { package_id: id, received_at: w.now(), received_by: 'x', accepted: 4, refused: 2, recorded_by: w.operator.id, recorded_at: w.now() };
    await expect(w.db.insertInto('vneid_receipt').values(row).execute()).rejects.toThrow('VNEID_RECEIPT_SUM');
  });
});

describe('handing over', () => {
  it('counts as sent from then on, once, and opens the files', async () => {
    await using w = await world();
    const id = await w.make();
    await expect(takePackageFile(w.ports, w.operator, id, 'recipients')).rejects.toThrow('conflict');
    await Promise.all([handOver(w.ports, w.operator, id), handOver(w.ports, w.other, id)]);
    expect([await w.states(), await w.audits()]).toEqual([{ ACCEPTED: 5 }, ['vneid.package', 'vneid.hand-over']]);
    expect(await w.db.selectFrom('delivery').select(['provider_id', 'accepted_at']).where('channel', '=', 'VNEID').distinct().execute()).toEqual([{ provider_id: id, accepted_at: w.now() }]);
    await w.addsUp();
  });

  it('of what was cancelled, ran out of time or is paused is refused with a sentence', async () => {
    await using w = await world();
    const id = await w.make();
    const hand = async () => fault(await handOver(w.ports, w.operator, id));
    await w.db.transaction().execute((tx) => pauseMessage(tx, w.messageId, w.now()));
    expect(await hand()).toContain('đang tạm dừng');
    await w.db.transaction().execute((tx) => resumeMessage(tx, w.messageId, w.now()));
    await pauseChannel(w.ports, w.admin, { channel: 'VNEID', reason: 'Bảo trì' });
    expect(await hand()).toContain('Kênh VNeID đang tạm dừng');
    await w.db.deleteFrom('channel_pause').execute();
    w.clock.pass({ days: 7 });
    expect([await hand(), (await getPackage(w.db, id, w.now())).state]).toEqual([expect.stringContaining('quá hạn'), 'VOID']);
    await sweepDeliveries(w.db, w.now());
    expect([await w.states(), await hand()]).toEqual([{ EXPIRED: 5 }, expect.stringContaining('quá hạn')]);
    await w.addsUp();
  });

  it('finds rows that another process has just ended', async () => {
    await using w = await world();
    const id = await w.make();
    await sweepDeliveries(w.db, '2026-11-30T01:00:00.000Z');
    expect([fault(await handOver(w.ports, w.operator, id)), await w.db.selectFrom('vneid_handover').selectAll().execute()]).toEqual([expect.stringContaining('quá hạn'), []]);
  });

  it('comes too late for what was cancelled, and a correction reaches exactly those who were handed over', async () => {
    await using w = await world();
    const waiting = await w.send({ content: { vi: { subject: 'Tin khác', body: 'x' } } });
    await w.handed();
    const correct = async (messageId: string) => {
      const outcome = await w.db.transaction().execute((tx) => correctMessage(tx, { messageId, content: { vi: { subject: 'Đúng', body: 'x' } }, notAfter: '2026-12-01T00:00:00.000Z', createdBy: w.admin.id, now: w.now() }));
      const id = outcome.ok ? (outcome.correctionId ?? '') : '';
      await fanOut(w.db, w.clock, id);
      return (await messageCounts(w.db, id)).channels.find(({ channel }) => channel === 'VNEID')?.states;
    };
    expect(await correct(w.messageId)).toMatchObject({ QUEUED: 5 });
    const made = await makePackage(w.ports, w.operator, { messageId: waiting, number: 1 });
    // Cancelled by the correction, it still has to reach those who were to have it: see fan-out.
    expect(await correct(waiting)).toMatchObject({ QUEUED: 5 });
    expect(fault(await handOver(w.ports, w.operator, made.ok ? made.id : ''))).toContain('đã huỷ');
    await w.db.transaction().execute((tx) => cancelMessage(tx, waiting, w.now()));
    expect(fault(await makePackage(w.ports, w.operator, { messageId: waiting, number: 2 }))).toContain('đã huỷ');
  });
});

describe('a receipt', () => {
  it('settles every row: refused ones bounce with their reason, the others have arrived', async () => {
    await using w = await world();
    const id = await w.handed();
    const [first = '', second = ''] = await w.references(id);
    expect(await recordVneidReceipt(w.ports, w.operator, id, receipt({ accepted: 3, refused: `${first}, chưa có tài khoản`, file: `reference,reason\n${second},đã khoá\n${first},bị nhắc lại` }))).toEqual({ ok: true });
    expect(await w.db.selectFrom('delivery').select(['id', 'state', 'detail', 'settled_at']).where('id', 'in', [first, second]).orderBy('id').execute()).toEqual([{ id: first, state: 'BOUNCED', detail: 'VNEID: chưa có tài khoản', settled_at: w.now() }, { id: second, state: 'BOUNCED', detail: 'VNEID: đã khoá', settled_at: w.now() }]);
    expect([await w.states(), (await getPackage(w.db, id, w.now())).state]).toEqual([{ BOUNCED: 2, DELIVERED: 3 }, 'RECEIVED']);
    expect(JSON.parse((await w.db.selectFrom('audit_event').select('details').where('action', '=', 'vneid.receipt').executeTakeFirstOrThrow()).details)).toEqual({ accepted: 3, refused: 2 });
    await w.addsUp();
  });

  it.each<[string, Partial<VneidReceipt>, RegExp]>([
    ['counts that do not add up', { accepted: 4 }, /^accepted: 4 đã nhận và 0 bị từ chối cộng lại bằng 4, gói có 5/],
    ['more than there are', { accepted: 6 }, /^accepted: /],
    ['a row that is not of the package', { accepted: 4, refused: '0193f0a0-0000-7000-8000-00000000000a' }, /^refused: 1 mã không thuộc gói này: 0193f0a0/],
    ['a pasted line that is no row', { accepted: 4, refused: 'Thuỳ Dương' }, /^refused: Dòng 1 /],
    ['a file with such a line', { accepted: 4, file: 'reference\n\nx' }, /^file: Dòng 3 /],
    ['a moment before the hand-over', { receivedAt: '2026-11-23T07:59' }, /^receivedAt: /],
    ['a moment to come', { receivedAt: '2026-11-23T08:31' }, /^receivedAt: /],
  ])('with %s is refused and changes nothing', async (_what, changes, expected) => {
    await using w = await world();
    const id = await w.handed();
    expect(fault(await recordVneidReceipt(w.ports, w.operator, id, receipt(changes)))).toMatch(expected);
    expect([await w.states(), await w.audits()]).toEqual([{ ACCEPTED: 5 }, ['vneid.package', 'vneid.hand-over']]);
  });

  it('is recorded once: the same again is done, another one is told who was first', async () => {
    await using w = await world();
    const id = await w.handed();
    const [first = ''] = await w.references(id);
    const one = receipt({ accepted: 4, refused: first });
    expect(await Promise.all([recordVneidReceipt(w.ports, w.operator, id, one), recordVneidReceipt(w.ports, w.operator, id, one)])).toEqual([{ ok: true }, { ok: true }]);
    expect(fault(await recordVneidReceipt(w.ports, w.other, id, receipt()))).toMatch(/^form: Biên nhận của gói đã được Nguyễn Thị Thuỳ Dương ghi lúc 23\/11\/2026 08:30/);
    expect(fault(await recordVneidReceipt(w.ports, w.operator, id, receipt()))).toContain('đã được');
    expect([await w.states(), (await w.audits()).filter((action) => action === 'vneid.receipt')]).toEqual([{ BOUNCED: 1, DELIVERED: 4 }, ['vneid.receipt']]);
  });

  it('needs a package that was handed over', async () => {
    await using w = await world();
    const id = await w.make();
    expect(fault(await recordVneidReceipt(w.ports, w.operator, id, receipt()))).toContain('chưa được bàn giao');
    await expect(recordVneidReceipt(w.ports, w.operator, 'x', receipt())).rejects.toThrow('not-found');
  });
});

describe('the pages', () => {
  it('are for channel operators and system administrators', async () => {
    await using w = await world();
    const id = await w.make();
    const routes = [[listRoute.loader, {}], [packageRoute.loader, { package: id }], [receiptRoute.loader, { package: id }], [fileRoute.loader, { package: id, file: 'recipients' }]] as const;
    for (const role of ['LEARNER', 'CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER', 'AUDITOR', 'TRAINING_ADMIN'] as const) {
      const token = await w.token(await makePerson(w.db, granted(role)));
      for (const [route, params] of routes) expect((await call(route as never, { ...w, path: '/campaigns/vneid', params, token })).status, role).toBe(403);
    }
    for (const who of [w.operator, w.admin]) expect((await call(listRoute.loader as never, { ...w, path: '/campaigns/vneid', token: await w.token(who) })).status).toBe(200);
    await expect(makePackage(w.ports, await makePerson(w.db), { messageId: w.messageId, number: 1 })).rejects.toThrow('forbidden');
  });

  it('lead from the waiting message to the recorded receipt, and show words as words', async () => {
    await using w = await world(3, { content: { vi: { subject: 'Cảnh báo <b>giả</b>', body: '<script>alert(1)</script> {{don_vi}}' } } });
    const token = await w.token();
    const open = async (route: { loader: unknown; default: unknown }, params: Record<string, string> = {}) => wordsOf(drawPage(route.default as never, { data: (await call(route.loader as never, { ...w, path: '/campaigns/vneid', params, token })).body }));
    expect(await open(listRoute)).toContain('Chưa có gói nào');
    const made = await call(listRoute.action as never, { ...w, path: '/campaigns/vneid', token, form: { messageId: w.messageId, number: '1' } });
    const id = /vneid\/([\w-]+)\?done=made/.exec(made.location ?? '')?.[1] ?? '';
    const shown = drawPage(packageRoute.default, { data: (await call(packageRoute.loader as never, { ...w, path: '/', params: { package: id }, token })).body });
    expect(shown).not.toMatch(/<script>alert|<b>giả/);
    expect(wordsOf(shown)).toMatch(/Chờ bàn giao.*được điền theo từng dòng/);
    expect((await call(fileRoute.loader as never, { ...w, path: '/', params: { package: id, file: 'manifest' }, token })).status).toBe(409);
    expect((await call(fileRoute.loader as never, { ...w, path: '/', params: { package: id, file: '../x' }, token })).status).toBe(404);
    expect((await call(packageRoute.action as never, { ...w, path: '/', params: { package: id }, token, form: {} })).location).toBe(`/campaigns/vneid/${id}?done=handed`);
    const file = await call(fileRoute.loader as never, { ...w, path: '/', params: { package: id, file: 'recipients' }, token });
    const [reference = ''] = await w.references(id);
    expect(file.text).toContain(reference);
    expect(await open(receiptRoute, { package: id })).toContain('Các dòng bị từ chối');
    w.clock.pass({ minutes: 5 });
    const refused = await call(receiptRoute.action as never, { ...w, path: '/', params: { package: id }, token, form: { receivedAt: '2026-11-23T08:02', receivedBy: 'x', accepted: 'ba' } });
    expect([refused.status, (refused.body as { values: Record<string, string> }).values['receivedBy']]).toEqual([422, 'x']);
    const form = new FormData();
    for (const [name, value] of Object.entries({ receivedAt: '2026-11-23T08:02', receivedBy: 'Tổ VNeID', accepted: '2', refused: '', note: '' })) form.append(name, value);
    const upload = (bytes: BlobPart) => {
      form.set('file', new File([bytes], 'tu-choi.csv'));
      const request = new Request('http://localhost:3000/', { method: 'POST', body: form, headers: { cookie: `${sessionCookie}=${token}` } });
      return (receiptRoute.action as unknown as (args: unknown) => Promise<Response & { init?: { status: number }; data?: unknown }>)({ request, params: { package: id }, context: requestContext(w.db, w.clock) });
    };
    for (const wrong of [new Uint8Array([0xff, 0xfe, 0x41, 0]), 'x\u0000y']) expect((await upload(wrong)).init?.status).toBe(422);
    expect((await upload(`reference;reason\n${reference};không khớp`)).status).toBe(303);
    expect(await w.states()).toEqual({ BOUNCED: 1, DELIVERED: 2 });
    expect(await open(packageRoute, { package: id })).toMatch(/Tổ VNeID.*Lý do từ chối không khớp 1/);
    expect(await open(receiptRoute, { package: id })).not.toContain('Người hoặc bộ phận xác nhận');
    expect((await call(listRoute.loader as never, { ...w, path: '/', token })).body).toMatchObject({ waiting: [], packages: [{ state: 'RECEIVED' }] });
  });

  it('refuse a stale page with a sentence and one for nobody', async () => {
    await using w = await world();
    const token = await w.token();
    for (const [form, status] of [[{ messageId: w.messageId, number: '2' }, 409], [{ messageId: 'x', number: '1' }, 404], [{ messageId: w.messageId, number: '-1' }, 422], [{}, 422]] as const) expect((await call(listRoute.action as never, { ...w, path: '/', token, form: form as Record<string, string> })).status).toBe(status);
    for (const path of ['x', '..', 'constructor']) expect((await call(packageRoute.loader as never, { ...w, path: '/', params: { package: path }, token })).status).toBe(404);
  });
});
