import { generateKeyPairSync } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { describe, expect, it } from 'vitest';
import type { PushContent } from '../../app/messaging/channels/push-content.ts';
import { messageCounts } from '../../app/messaging/index.server.ts';
import { decodeHeader, readMime } from '../../app/messaging/rules/mime.ts';
import { quietHours, quietUntil } from '../../app/messaging/rules/sending-hours.ts';
import type { Actor } from '../../app/people/actor.ts';
import { findAuditBreak } from '../../app/platform/audit.server.ts';
import { localOf } from '../../app/platform/local-time.ts';
import { databaseFile, openDatabase, type Db } from '../../db/client.ts';
import { ask, sendForm, signInOverHttp } from '../support/http.ts';
import { mailReceiver, type MailReceiver } from '../support/mail-receiver.ts';
import { decrypt, pushService, testBrowser, vapidClaims } from '../support/push-service.ts';
import { freePort, startProcess, startServer, temporaryFolder } from '../support/server.ts';
import { cast, seedTestWorld } from '../support/world-data.ts';
import { makeDevice, type Device } from '../world/devices.ts';
import { makePerson, makeUnit } from '../world/people.ts';

/** A thousand, so that every run of all tests can afford it; the whole province with WHOLE=1. */
const officials = process.env['WHOLE'] ? 5_000 : 1_000;
/** How many of them are in the unit that the second campaign is for. */
const second = 200;
/** Beside the app, which everybody has. A channel of another kind is one more word here: its states have to add up, too. */
const channels = ['EMAIL', 'PUSH'] as const;
const zone = 'Asia/Ho_Chi_Minh';
const inMinutes = (minutes: number) => localOf(new Date(Date.now() + minutes * 60_000).toISOString(), zone);

/** Officials of whom one has no address, one a dead one, one a domain with Vietnamese letters and one a name full of traps. */
async function seed(dataDir: string): Promise<{ small: string; devices: Device[] }> {
  await seedTestWorld(dataDir);
  const db = openDatabase(databaseFile(dataDir), { synchronous: 'NORMAL' });
  const [small, large] = [await makeUnit(db, { name: 'Sở Khoa học và Công nghệ' }), await makeUnit(db, { name: 'Sở Nội vụ' })];
  const traits = (at: number) => ({
    0: { email: null },
    1: { email: 'hop-thu-chet@vi-du.vn' },
    2: { email: 'thuy@tỉnh-ninh-bình.vn' },
    3: { email: 'bay@vi-du.vn', fullName: 'Bẫy <b>đậm</b>\r\nBcc: lo@vi-du.vn' },
  })[at] ?? { email: `can-bo-${at}@vi-du.vn` };
  const people = await db.transaction().execute(async (tx) => {
    const made: Actor[] = [];
    for (let at = 0; at < officials; at += 1) made.push(await makePerson(tx, { unitId: at < second ? small : large, staffNo: `NV${at}`, ...traits(at) }));
    return made;
  });
  await db.insertInto('suppression').values({ channel: 'EMAIL', address: 'hop-thu-chet@vi-du.vn', reason: 'BOUNCE', delivery_id: null, created_at: new Date().toISOString() }).execute();
  const devices = await turnOnPhones(db, people);
  await db.destroy();
  return { small, devices };
}

/** Every third official takes notices on a phone; the one with the trap in her name also on a laptop, and the next has signed out. @returns the devices in use */
async function turnOnPhones(db: Db, people: readonly Actor[]): Promise<Device[]> {
  const now = new Date().toISOString();
  const devices: Device[] = [];
  for (const person of people.filter((_, at) => at % 3 === 0)) devices.push(await makeDevice(db, person, now));
  const [signedOut] = devices.splice(2, 1);
  await db.updateTable('session').set({ revoked_at: now }).where('id', '=', signedOut?.sessionId ?? '').execute();
  if (people[3]) devices.push(await makeDevice(db, people[3], now, { browser: testBrowser('updates.push.services.mozilla.com') }));
  return devices;
}

/** A push service that no longer knows one of the browsers, and what the others can read of what it was given. */
async function phones(devices: readonly Device[]) {
  const deviceAt = new Map(devices.map((device) => [device.given.endpoint, device]));
  const gone = devices[2]?.given.endpoint;
  const addressOf = ({ host, path }: { host: string; path: string }) => `https://${host}${path}`;
  const service = await pushService((asked) => ({ status: addressOf({ host: asked.headers.host ?? '', path: asked.path }) === gone ? 410 : 201 }));
  const read = (asked: (typeof service.asked)[number]) => {
    const device = deviceAt.get(addressOf(asked));
    if (!device) throw new Error(`nobody is at ${addressOf(asked)}`);
    return { device, by: vapidClaims(asked.headers.authorization ?? '').claims, ...(JSON.parse(decrypt(device, asked.bytes)) as PushContent) };
  };
  /** The notices of a campaign, decrypted by the browsers that got them; their signatures are right. */
  const notices = (code: string) => service.asked.map(read).filter(({ title }) => title.startsWith(code));
  return { service, notices };
}

/** A key that signs mails, and a resolver that knows its other half. */
function signingKey(folder: string) {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'der' } });
  const file = join(folder, 'dkim.pem');
  writeFileSync(file, pair.privateKey);
  const resolver = async (name: string) => {
    if (name !== 's1._domainkey.vi-du.vn') throw Object.assign(new Error('none'), { code: 'ENOTFOUND' });
    return [[`v=DKIM1; k=rsa; p=${pair.publicKey.toString('base64')}`]];
  };
  const isSigned = async (raw: string) => (await dkimVerify(Buffer.from(raw, 'latin1'), { resolver } as never)).results[0]?.status.result === 'pass';
  return { env: { DKIM_DOMAIN: 'vi-du.vn', DKIM_SELECTOR: 's1', DKIM_KEY_FILE: file }, isSigned };
}

/** The address that people know: a proxy speaks https there and the web server behind it does not. */
const official = 'https://hoc06.vi-du.vn';

/** The web server and a worker with a clock that can be moved ahead, as processes of their own on one folder, and a mail server. */
async function province() {
  const folder = temporaryFolder();
  const { small, devices } = await seed(folder.path);
  const receiver = await mailReceiver();
  const { service, notices } = await phones(devices);
  writeFileSync(join(folder.path, 'push.pem'), service.cert);
  const key = signingKey(folder.path);
  const port = await freePort();
  const env = { BASE_URL: `http://localhost:${port}`, RATE_LIMITS: 'off', JOBS: 'external', SMTP_URL: `smtp://127.0.0.1:${receiver.port}`, MAIL_FROM: 'Học 06 <hoc06@vi-du.vn>', UNSUBSCRIBE_MAILTO: 'ngung-nhan@vi-du.vn', PUSH: 'on', ...key.env };
  const server = await startServer({ dataDir: folder.path, port, env });
  // A receiver that a busy machine keeps waiting is no silent one: a mail that was sent twice for that would be counted twice.
  const worker = startProcess('tests/crash/delivery-worker.ts', { DATA_DIR: folder.path, LOG_LEVEL: 'warn', ...env, BASE_URL: official }, ['8', '30000', String(service.port)]);
  const db = openDatabase(databaseFile(folder.path));
  /** Lets so many minutes pass for the worker, and the night as well when phones are silent then or soon after. */
  const passTime = (minutes: number) => {
    const quietAt = (ahead: number) => quietUntil(new Date(Date.now() + ahead * 60_000).toISOString(), zone, quietHours.fallback);
    const morning = quietAt(minutes) ?? quietAt(minutes + 30);
    writeFileSync(join(folder.path, 'next'), String(morning ? Math.ceil((Date.parse(morning) - Date.now()) / 60_000) : minutes));
    renameSync(join(folder.path, 'next'), join(folder.path, 'minutes-ahead'));
  };
  return {
    base: server.url, db, small, receiver, notices, isSigned: key.isSigned, passTime,
    async [Symbol.asyncDispose]() {
      worker.child.kill('SIGKILL');
      await worker.ended;
      await server.kill();
      await receiver[Symbol.asyncDispose]();
      await service[Symbol.asyncDispose]();
      await db.destroy();
      folder[Symbol.dispose]();
    },
  };
}
type Province = Awaited<ReturnType<typeof province>>;

/** From an empty form to the launch, over HTTP: a maker writes and hands in, somebody else approves what she sees. @returns the campaign's id */
async function campaign({ base, db }: Province, who: { maker: string; approver: string }, code: string, unitId = ''): Promise<string> {
  const send = async (path: string, fields: Parameters<typeof sendForm>[2], cookie = who.maker) => {
    const answer = await sendForm(base, path, fields, { cookie });
    expect([path, answer.status, answer.status === 303 ? '' : /class="error-summary.*?<\/ul>/s.exec(answer.text)?.[0]]).toEqual([path, 303, '']);
    return String(answer.headers.location);
  };
  const at = await send('/campaigns/new', { code, name: `Đợt ${code}`, model: '26', contentSource: 'Công an tỉnh', goal: 'Nhận ra ứng dụng giả', measure: 'Tỷ lệ trả lời đúng', baseline: '61,5', target: '80', after: '14', topic: 'SECURITY', urgency: 'NORMAL' });
  const id = /campaigns\/([^/]+)\//.exec(at)?.[1] ?? '';
  const revision = async () => String((await db.selectFrom('campaign').select('revision').where('id', '=', id).executeTakeFirstOrThrow()).revision);
  await send(`/campaigns/${id}/audience`, { revision: await revision(), 'unitIds[]': unitId, level: '', course: '', courseState: 'NOT_COMPLETED' });
  const words = { subject: `${code} cho {{ten}}`, body: `Chỉ cài VNeID từ **kho ứng dụng chính thức** (${code}).`, link: '/courses' };
  await send(`/campaigns/${id}/content`, [...Object.entries({ revision: await revision(), ...words }), ...channels.map((channel): [string, string] => ['channels[]', channel])]);
  await send(`/campaigns/${id}/schedule`, { revision: await revision(), sendAt: inMinutes(3), notAfter: inMinutes(2_880), stagger: '0' });
  await send(`/campaigns/${id}/check`, { revision: await revision() });
  const own = await sendForm(base, `/campaigns/${id}/approval`, { hash: 'x'.repeat(64), note: '' }, { cookie: who.maker });
  expect(own.status).toBe(403);
  const page = await ask(`${base}/campaigns/${id}/approval`, { headers: { cookie: who.approver } });
  const hash = /name="hash" value="(\w{64})"/.exec(page.text)?.[1] ?? '';
  expect(page.text).toContain(`(${code})`);
  await send(`/campaigns/${id}/approval`, { hash, note: 'Đồng ý' }, who.approver);
  return id;
}

/** Waits until nothing of the campaign is left to be sent, and checks that every channel adds up to its audience. */
async function settled(db: Db, id: string): Promise<{ audience: number; states: Record<string, Record<string, number>> }> {
  const { id: messageId } = await db.selectFrom('message').select('id').where('source_id', '=', id).executeTakeFirstOrThrow();
  const open = async () => {
    const { audience, channels: rows } = await messageCounts(db, messageId);
    return rows.reduce((sum, { states, waiting }) => sum + waiting + states.QUEUED + states.SENDING + states.UNCERTAIN, audience === 0 ? 1 : 0);
  };
  await expect.poll(open, { timeout: 240_000, interval: 250 }).toBe(0);
  const { audience, channels: rows } = await messageCounts(db, messageId);
  expect(rows.map(({ channel }) => channel)).toEqual(['IN_APP', ...channels].toSorted());
  for (const { channel, states } of rows) expect([channel, Object.values(states).reduce((sum, count) => sum + count, 0)]).toEqual([channel, audience]);
  return { audience, states: Object.fromEntries(rows.map(({ channel, states }) => [channel, states])) };
}

const subjectOf = (raw: string) => decodeHeader(readMime(raw).headers.get('subject') ?? '');
const to = (receiver: MailReceiver, code: string) => receiver.mails.filter(({ raw }) => subjectOf(raw).startsWith(code));

describe(`a campaign to ${officials.toLocaleString('en')} officials${process.env['WHOLE'] ? '' : ' (all 5,000 with WHOLE=1)'}`, () => {
  it('goes from its maker over its checker and the worker to a mail server and to phones, signed; one click ends the mails for the next', { timeout: 600_000 }, async () => {
    await using world = await province();
    const { db, receiver, base } = world;
    const who = { maker: await signInOverHttp(base, 'maker'), approver: await signInOverHttp(base, 'approver') };
    const first = await campaign(world, who, 'TT-2026-A');
    world.passTime(5);
    const { audience, states } = await settled(db, first);
    expect(audience).toBe(officials + Object.keys(cast).length);

    // Everybody is in the app; by mail all but the one without an address and the dead one.
    expect(states['IN_APP']).toMatchObject({ DELIVERED: audience });
    expect(states['EMAIL']).toMatchObject({ ACCEPTED: audience - 2, SUPPRESSED: 2, BOUNCED: 0, FAILED: 0 });
    const mails = to(receiver, 'TT-2026-A');
    expect([mails.length, new Set(mails.map(({ raw }) => readMime(raw).headers.get('message-id'))).size]).toEqual([audience - 2, audience - 2]);
    expect(mails.every((mail) => mail.to.length === 1)).toBe(true);
    expect(mails.map((mail) => mail.to[0])).not.toContain('lo@vi-du.vn');
    const foreign = mails.filter(({ raw }) => readMime(raw).headers.get('to')?.includes('@xn--'));
    expect(foreign.map((mail) => mail.to)).toEqual([['thuy@tỉnh-ninh-bình.vn']]);
    const trap = mails.find((mail) => mail.to[0] === 'bay@vi-du.vn')?.raw ?? '';
    expect([readMime(trap).headers.has('bcc'), subjectOf(trap)]).toEqual([false, 'TT-2026-A cho Bẫy <b>đậm</b> Bcc: lo@vi-du.vn']);
    for (let at = 0; at < mails.length; at += Math.floor(mails.length / 25)) expect(await world.isSigned(mails[at]?.raw ?? '')).toBe(true);

    // On phones: all but the one who signed out and the one whose browser is gone; once on each device, readable there alone.
    const withPhone = Math.ceil(officials / 3) - 2;
    expect(states['PUSH']).toMatchObject({ ACCEPTED: withPhone, BOUNCED: 1, SUPPRESSED: audience - withPhone - 1, FAILED: 0, EXPIRED: 0 });
    const notices = world.notices('TT-2026-A');
    expect([notices.length, new Set(notices.map(({ device }) => device.hash)).size]).toEqual([withPhone + 2, withPhone + 2]);
    expect(new Set(notices.map(({ url, by }) => `${url} ${by.sub}`)).size).toBe(1);
    expect(notices.filter(({ title }) => title === 'TT-2026-A cho Bẫy <b>đậm</b> Bcc: lo@vi-du.vn')).toHaveLength(2);

    // The sum stands on the page, too.
    const page = await ask(`${base}/campaigns/${first}`, { headers: { cookie: who.maker } });
    expect(page.text).toContain(`Mỗi kênh cộng lại bằng ${audience.toLocaleString('vi-VN')} người nhận.`);

    // As a mail provider does it: no cookie, no Origin, twice; a scanner that only looks changes nothing.
    const target = mails.find((mail) => mail.to[0] === 'can-bo-78@vi-du.vn');
    const { headers } = readMime(target?.raw ?? '');
    const url = /<(http[^>]+)>/.exec(headers.get('list-unsubscribe') ?? '')?.[1] ?? '';
    expect([new URL(url).origin, headers.get('list-unsubscribe-post')]).toEqual([official, 'List-Unsubscribe=One-Click']);
    const behindProxy = url.replace(official, base);
    const wishes = () => db.selectFrom('message_preference as p').innerJoin('user_account as u', 'u.id', 'p.user_id').select(['u.email', 'p.channel', 'p.wants', 'p.changed_by']).execute();
    expect((await ask(behindProxy)).status).toBe(200);
    expect(await wishes()).toEqual([]);
    const click = () => ask(behindProxy, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' });
    expect([(await click()).status, (await click()).status]).toEqual([200, 200]);
    expect(await wishes()).toEqual([{ email: 'can-bo-78@vi-du.vn', channel: 'EMAIL', wants: 0, changed_by: 'ONE_CLICK' }]);

    const later = await campaign(world, who, 'TT-2026-B', world.small);
    world.passTime(15);
    const next = await settled(db, later);
    expect([next.audience, next.states['IN_APP']]).toEqual([second, expect.objectContaining({ DELIVERED: second })]);
    expect(next.states['EMAIL']).toMatchObject({ ACCEPTED: second - 3, SUPPRESSED: 3 });
    const secondWithPhone = Math.ceil(second / 3) - 2;
    expect(next.states['PUSH']).toMatchObject({ ACCEPTED: secondWithPhone, SUPPRESSED: second - secondWithPhone });
    expect(world.notices('TT-2026-B')).toHaveLength(secondWithPhone + 1);
    expect(to(receiver, 'TT-2026-B').map((mail) => mail.to[0])).not.toContain('can-bo-78@vi-du.vn');
    const fate = await db.selectFrom('delivery as d').innerJoin('message as m', 'm.id', 'd.message_id').innerJoin('user_account as u', 'u.id', 'd.recipient_id').select(['d.channel', 'd.state', 'd.detail']).where('m.source_id', '=', later).where('u.email', '=', 'can-bo-78@vi-du.vn').orderBy('d.channel').execute();
    expect(fate).toEqual([{ channel: 'EMAIL', state: 'SUPPRESSED', detail: 'OPTED_OUT' }, { channel: 'IN_APP', state: 'DELIVERED', detail: null }, { channel: 'PUSH', state: 'ACCEPTED', detail: null }]);
    expect(await findAuditBreak(db)).toBeNull();
  });
});
