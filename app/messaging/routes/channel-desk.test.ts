import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { call, type Call } from '../../../tests/world/calls.ts';
import { makeMailDelivery } from '../../../tests/world/deliveries.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import { signedIn, type SignedIn } from '../../../tests/world/signed-in.ts';
import type { Role } from '../../people/actor.ts';
import { readEnv } from '../../platform/env.ts';
import { forgetAddresses } from '../commands/forget-addresses.server.ts';
import { pauseAllChannels } from '../commands/pause-channel.server.ts';
import { settleDeliveries, type Settled } from '../commands/settle-deliveries.server.ts';
import { readChannelDesk } from '../queries/channel-desk.server.ts';
import * as report from './channel-report.ts';
import * as resumption from './channel-resumption.ts';
import * as retry from './channel-retry.ts';
import * as desk from './channels.tsx';

let w: SignedIn;
beforeAll(async () => {
  w = await signedIn({ grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
});
afterAll(() => w.db.destroy());

const ask = (route: unknown, form?: Call['form'], path = '/admin/channels', token = w.token) => call(route as never, { db: w.db, clock: w.clock, path, token, ...(form ? { form } : {}) });
const tokenOf = async (...roles: Role[]) => makeSession(w.db, await makePerson(w.db, { grants: roles.map((role) => ({ role, scope: 'ALL' as const, unitId: null })) }), w.clock.now().toISOString());
const pauses = () => w.db.selectFrom('channel_pause').select(['channel', 'reason']).orderBy('channel').execute();
const failed = async (detail: string) => w.db.updateTable('delivery').set({ state: 'FAILED', detail, settled_at: '2026-11-23T01:00:00.000Z' }).where('id', '=', await makeMailDelivery(w.db, w.person.id)).execute();
const draw = async (locale: 'vi' | 'en' = 'vi', query = '') => drawPage(desk.default, { locale, data: (await ask(desk.loader, undefined, `/admin/channels${query}`)).body });

describe('the doors of the desk', () => {
  it.each<[string, unknown, Record<string, string>, Role[]]>([
    ['the desk', { loader: desk.loader, action: desk.action }, { channel: 'EMAIL', reason: 'x' }, ['AUDITOR', 'CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER']],
    ['resumption', resumption, { channel: 'EMAIL' }, ['AUDITOR', 'CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER']],
    ['retry', retry, { channel: 'EMAIL', reason: 'x' }, ['AUDITOR', 'CHANNEL_OPERATOR']],
  ])('%s: closed to everybody else; a deed that is asked for as a page leads back', async (name, route, form, others) => {
    const { loader, action } = route as { loader: unknown; action: unknown };
    const token = await tokenOf(...others);
    if (name === 'the desk') expect((await ask(loader)).status).toBe(200);
    else expect((await ask(loader)).location).toBe('/admin/channels');
    for (const answer of [await ask(loader, undefined, '/x', token), await ask(action, form, '/x', token)]) expect(answer.status).toBe(403);
    expect((await ask(action, form, '/x', '')).location).toBe('/sign-in');
  });

  it.each<[string, unknown, Record<string, string>]>([
    ['a channel that there is not', desk.action, { channel: 'FAX', reason: 'x' }],
    ['the inbox, which is always there', desk.action, { channel: 'IN_APP', reason: 'x' }],
    ['a name that objects have by nature', desk.action, { channel: 'constructor', reason: 'x' }],
    ['no reason that can be seen', desk.action, { channel: 'SMS', reason: ' \u200b\u202e ' }],
    ['a reason without end', desk.action, { channel: 'SMS', reason: 'x'.repeat(301) }],
    ['a channel to go on that there is not', resumption.action, { channel: '' }],
    ['failures without a channel', retry.action, { reason: 'x' }],
  ])('refuse %s and change nothing', async (_what, action, form) => {
    const before = await w.db.selectFrom('audit_event').select('seq').execute();
    expect((await ask(action, form)).status).toBe(422);
    expect([await pauses(), await w.db.selectFrom('audit_event').select('seq').execute()]).toEqual([[], before]);
  });

  it('pause and let go on, once each in the log however often they are pushed', async () => {
    const sentences = { paused: 'Đã tạm dừng kênh Thư điện tử.', resumed: 'Kênh Thư điện tử gửi tiếp.' };
    const said = async () => (await Promise.all(Object.entries(sentences).map(async ([done, sentence]) => (wordsOf(await draw('vi', `?done=${done}&channel=EMAIL`)).includes(sentence) ? [done] : [])))).flat();
    for (let time = 0; time < 2; time += 1) expect((await ask(resumption.action, { channel: 'EMAIL' })).location).toBe('/admin/channels?done=resumed&channel=EMAIL');
    expect(await said(), 'typed, and nobody did it').toEqual([]);
    await ask(desk.action, { channel: 'EMAIL', reason: '<b>Bảo trì</b>' });
    expect(await pauses()).toEqual([{ channel: 'EMAIL', reason: '<b>Bảo trì</b>' }]);
    expect(await said()).toEqual(['paused']);
    expect(wordsOf(await draw('vi', '?done=paused&channel=SMS')), 'another channel').not.toContain('Đã tạm dừng kênh');
    const page = await draw();
    expect(page).not.toContain('<b>Bảo trì');
    expect(wordsOf(page)).toMatch(/Tạm dừng: &lt;b&gt;Bảo trì.*Nguyễn Thị Thuỳ Dương, .*Cho gửi tiếp/);
    w.clock.set('2026-11-23T01:00:01.000Z');
    for (let time = 0; time < 2; time += 1) await ask(resumption.action, { channel: 'EMAIL' });
    expect(await said()).toEqual(['resumed']);
    const trace = await w.db.selectFrom('audit_event').select('action').where('object_id', '=', 'EMAIL').orderBy('seq').execute();
    expect(trace.map(({ action }) => action)).toEqual(['channel.pause', 'channel.resume']);
  });

  it('let the channel operator pause and go on, with her name in the log; reports with addresses and sending again are not hers', async () => {
    const token = await tokenOf('CHANNEL_OPERATOR');
    await w.db.insertInto('mail_report').values({ user_id: w.person.id, kind: 'BOUNCE', address: 'thuy@vi-du.vn', detail: '550', reports: 3, last_at: '2026-11-23T01:00:00.000Z' }).execute();
    await failed('554 spam');
    expect((await ask(desk.action, { channel: 'SMS', reason: 'Nhà mạng bảo trì' }, '/admin/channels', token)).location).toBe('/admin/channels?done=paused&channel=SMS');
    const page = drawPage(desk.default, { locale: 'vi', data: (await ask(desk.loader, undefined, '/admin/channels', token)).body });
    expect(wordsOf(page)).toMatch(/Truyền thông.*Tạm dừng: Nhà mạng bảo trì.*Máy chủ thư từ chối thư này\. Chi tiết kỹ thuật 554 spam 1/);
    expect([page.includes('thuy@vi-du.vn'), page.includes('/admin/channels/retry'), page.includes('href="/admin"')]).toEqual([false, false, false]);
    expect((await ask(resumption.action, { channel: 'SMS' }, '/x', token)).location).toBe('/admin/channels?done=resumed&channel=SMS');
    const trace = await w.db.selectFrom('audit_event as a').innerJoin('role_assignment as r', 'r.user_id', 'a.actor_id').select(['a.action', 'r.role']).where('a.object_id', '=', 'SMS').orderBy('a.seq').execute();
    expect(trace).toEqual([{ action: 'channel.pause', role: 'CHANNEL_OPERATOR' }, { action: 'channel.resume', role: 'CHANNEL_OPERATOR' }]);
    await w.db.deleteFrom('mail_report').execute();
    await w.db.deleteFrom('delivery').execute();
  });

  it('after a restore say that the system held everything', async () => {
    await w.db.transaction().execute((tx) => pauseAllChannels(tx, 'RESTORED', '2026-11-23T02:00:00.000Z'));
    expect(wordsOf(await draw('en'))).toContain('Paused: Restored from a backup: check before sending goes on The system, ');
    for (const { channel } of await pauses()) await ask(resumption.action, { channel });
    expect(await pauses()).toEqual([]);
  });
});

it('the desk says which channels are not set up, and what the providers of the others allow a second', async () => {
  const env = readEnv({ NODE_ENV: 'test', SMTP_URL: 'smtp://127.0.0.1', MAIL_FROM: 'a@vi-du.vn', SMTP_PER_SECOND: '120', SMS_URL: 'http://127.0.0.1/sms', SMS_TOKEN: 'x'.repeat(24), SMS_BRANDNAME: 'HOC06' });
  const { body } = await call(desk.loader as never, { db: w.db, clock: w.clock, path: '/admin/channels', token: w.token, context: { env } });
  const words = wordsOf(drawPage(desk.default, { data: body }));
  expect(words).toMatch(/Thư điện tử Đang gửi 0 – 120 .*SMS Đang gửi 0 – 10 .*Zalo Chưa cài đặt 0 – – /);
});

it('the desk says to administrators how many mails may be in doubt, and how to raise that, where there is a mail server', async () => {
  const said = async (env: Record<string, string>, token = w.token) => {
    const { body } = await call(desk.loader as never, { db: w.db, clock: w.clock, path: '/admin/channels', token, context: { env: readEnv({ NODE_ENV: 'test', ...env }) } });
    return /Thư điện tử: cùng lúc.*?(?=\s(Tạm dừng kênh|Thư bị))/.exec(wordsOf(drawPage(desk.default, { data: body })))?.[0] ?? null;
  };
  const server = { SMTP_URL: 'smtp://127.0.0.1', MAIL_FROM: 'a@vi-du.vn' };
  expect(await said(server)).toMatch(/tối đa 1 thư chờ .* tối đa 1 thư bị gửi hai lần\. .*nâng SMTP_IN_DOUBT/);
  expect(await said({ ...server, SMTP_IN_DOUBT: '4' })).toMatch(/tối đa 4 thư chờ .*nâng SMTP_IN_DOUBT/);
  expect(await said({ ...server, SMTP_IN_DOUBT: '8' })).toMatch(/^(?!.*nâng).*tối đa 8 thư bị gửi hai lần/);
  expect([await said({}), await said(server, await tokenOf('CHANNEL_OPERATOR'))]).toEqual([null, null]);
});

describe('what has failed', () => {
  it('is nothing in an empty ledger', async () => {
    expect(wordsOf(await draw())).toContain('Không có tin gửi hỏng');
    expect((await ask(retry.action, { channel: 'EMAIL', reason: 'x' })).location).toBe('/admin/channels?retried=0');
    expect(wordsOf(await draw('vi', '?retried=0'))).toContain('0 lượt được gửi lại');
    for (const query of ['?retried=-1', '?retried=x', '?retried=NaN']) expect(wordsOf(await draw('vi', query)), query).not.toContain('lượt được gửi lại');
    expect(wordsOf(await draw('vi', '?retried=7')), 'typed, and nobody did it').not.toContain('lượt được gửi lại');
  });

  it('is sent again by the very words that the server used, in whatever letters', async () => {
    const letter = { deliveryId: await makeMailDelivery(w.db, w.person.id, { state: 'SENDING' }), channel: 'EMAIL', address: null } as Settled['claimed']['letter'];
    const { lease_id: leaseId } = await w.db.selectFrom('delivery').select('lease_id').where('id', '=', letter.deliveryId).executeTakeFirstOrThrow();
    const reason = `554 Th\u200bư bị từ chối\r\n <b>"'&\u0007${'ế'.normalize('NFD')}`;
    await settleDeliveries(w.db, [{ claimed: { leaseId: leaseId ?? '', attempts: 1, letter }, outcome: { kind: 'refused', reason } }], '2026-11-23T01:00:00.000Z');
    const [failure] = (await readChannelDesk(w.db, '2026-11-23T01:00:00.000Z')).failures;
    expect(await draw()).toContain('&lt;b&gt;');
    expect((await ask(retry.action, { channel: 'EMAIL', reason: failure?.reason ?? '' })).location).toBe('/admin/channels?retried=1');
    expect([wordsOf(await draw('vi', '?retried=1')), wordsOf(await draw('vi', '?retried=2'))].map((page) => page.includes('lượt được gửi lại'))).toEqual([true, false]);
    await w.db.deleteFrom('delivery').execute();
  });

  it('is counted whole, and the commonest reason stands first, when every mail has a reason of its own', async () => {
    for (let at = 0; at < 105; at += 1) await failed(`554 5.7.1 rejected, id=${String(at).padStart(3, '0')}`);
    for (let at = 0; at < 3; at += 1) await failed('zz EAUTH');
    const { rows, failures } = await readChannelDesk(w.db, '2026-11-23T01:00:00.000Z');
    expect(rows.find(({ channel }) => channel === 'EMAIL')?.failed).toBe(108);
    expect(failures[0]).toEqual({ channel: 'EMAIL', reason: 'zz EAUTH', count: 3 });
  });
});

describe('a report about an address that nothing proves', () => {
  const tell = (changes: { address?: string; kind?: 'BOUNCE' | 'COMPLAINT' } = {}) => w.db.insertInto('mail_report').values({ user_id: w.person.id, kind: 'BOUNCE', address: 'thuy@vi-du.vn', detail: '550 <b>5.1.1</b>', reports: 3, last_at: '2026-11-23T01:00:00.000Z', ...changes }).execute();
  const decide = (decision: string, changes: Record<string, string> = {}) => ask(report.action, { userId: w.person.id, kind: 'BOUNCE', decision, ...changes });
  const stands = async () => [(await w.db.selectFrom('mail_report').select('kind').execute()).length, (await w.db.selectFrom('suppression').select(['address', 'reason']).execute()).map(({ address, reason }) => `${address} ${reason}`)];
  const traces = async () => (await w.db.selectFrom('audit_event').select(['action', 'details']).where('action', 'like', 'mail-report.%').orderBy('seq').execute()).map(({ action, details }) => `${action} ${details}`);
  beforeAll(() => w.db.updateTable('user_account').set({ email: 'Thuy@vi-du.vn' }).where('id', '=', w.person.id).execute());

  it('stands on the desk with a button for either decision, and not at all when there is none', async () => {
    expect(wordsOf(await draw())).not.toContain('chưa có bằng chứng');
    await tell();
    const page = await draw();
    expect(page).not.toContain('<b>5.1.1');
    expect(wordsOf(page)).toMatch(/Báo lỗi thư chưa có bằng chứng \(1\).*thuy@vi-du\.vn.*Địa chỉ không còn dùng.*550 &lt;b&gt;5\.1\.1.*3.*Bỏ qua.*Ngừng gửi tới địa chỉ này/);
    expect(wordsOf(await draw('en'))).toContain('Mail reports without proof (1)');
  });

  it('changes nothing by a form that does not fit, or by somebody who may not decide', async () => {
    for (const [field, value] of [['decision', ''], ['decision', 'both'], ['kind', 'FAX'], ['userId', 'x'.repeat(61)]] as const) expect((await decide('believe', { [field]: value })).status, field).toBe(422);
    const auditor = await makePerson(w.db, { grants: [{ role: 'AUDITOR', scope: 'ALL', unitId: null }, { role: 'CHANNEL_OPERATOR', scope: 'ALL', unitId: null }] });
    const token = await makeSession(w.db, auditor, w.clock.now().toISOString());
    expect((await ask(report.action, { userId: w.person.id, kind: 'BOUNCE', decision: 'believe' }, '/x', token)).status).toBe(403);
    expect((await ask(report.loader)).location).toBe('/admin/channels');
    expect([await stands(), await traces()]).toEqual([[1, []], []]);
  });

  it('is dismissed without a change, or believed once, with a trace either way', async () => {
    expect((await decide('dismiss')).location).toBe('/admin/channels#mail-reports');
    expect(await stands()).toEqual([0, []]);
    await tell({ kind: 'COMPLAINT' });
    const waits = await makeMailDelivery(w.db, w.person.id, { state: 'QUEUED', address: 'Thuy@vi-du.vn' });
    for (let time = 0; time < 2; time += 1) await decide('believe', { kind: 'COMPLAINT' });
    expect(await stands()).toEqual([0, ['thuy@vi-du.vn COMPLAINT']]);
    expect(await w.db.selectFrom('delivery').select('state').where('id', '=', waits).executeTakeFirst()).toEqual({ state: 'SUPPRESSED' });
    expect(await traces()).toEqual(['mail-report.dismiss {"kind":"BOUNCE","count":3}', 'mail-report.believe {"kind":"COMPLAINT","count":3}']);
  });

  it('is not believed of an address that was changed meanwhile, and goes with the person’s addresses', async () => {
    await w.db.deleteFrom('suppression').execute();
    await tell({ address: 'cu@vi-du.vn' });
    await decide('believe');
    expect([await stands(), (await traces()).at(-1)]).toEqual([[0, []], 'mail-report.dismiss {"kind":"BOUNCE","count":3}']);
    await tell();
    await w.db.transaction().execute((tx) => forgetAddresses(tx, w.person.id, '2026-11-23T01:00:00.000Z'));
    expect((await stands())[0]).toBe(0);
  });
});
