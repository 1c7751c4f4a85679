import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { requestContext } from '../../tests/support/context.ts';
import { freshDb } from '../../tests/support/db.ts';
import { fakeProvider } from '../../tests/support/fake-provider.ts';
import { drawPage, wordsOf } from '../../tests/support/page.tsx';
import { call } from '../../tests/world/calls.ts';
import { letterOf } from '../../tests/world/letters.ts';
import { aMessage, officials, written } from '../../tests/world/messages.ts';
import { makePerson, makeSession } from '../../tests/world/people.ts';
import { sessionCookie } from '../people/session.server.ts';
import { readEnv } from '../platform/env.ts';
import { createRateLimiter } from '../platform/http/rate-limit.server.ts';
import { newId } from '../platform/ids.ts';
import { buildMail } from './channels/email-mail.server.ts';
import { allParts, readMime } from './rules/mime.ts';
import type { Letter } from './sender.ts';
import { createSmsSender } from './channels/sms-sender.server.ts';
import { claimDeliveries } from './commands/claim-deliveries.server.ts';
import { correctMessage } from './commands/correct-message.server.ts';
import { fanOut } from './commands/fan-out.server.ts';
import { allowCounting } from './commands/follow-link.server.ts';
import type { NewMessage } from './commands/write-message.server.ts';
import { messageContent } from './forms/content.ts';
import { deliveryOfLink, linkToken } from './link-token.server.ts';
import { linkFigures } from './queries/link-figures.server.ts';
import * as arrivalRoute from './routes/link-arrival.ts';
import * as linkRoute from './routes/link.ts';
import * as noticeRoute from './routes/notice.tsx';
import * as preferencesRoute from './routes/preferences.tsx';

const secret = 'test-secret';
const browser = { accept: 'text/html', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/130.0' };

async function world(changes: Partial<NewMessage> = {}, link = '/courses/de-an-06') {
  const db = await freshDb();
  const clock = testClock();
  const reader = await makePerson(db);
  const others = await officials(db, 3);
  const now = () => clock.now().toISOString();
  const send = async (more: Partial<NewMessage> = {}, to = link) => {
    const id = await written(db, aMessage([reader.id, ...others], { source: { type: 'CAMPAIGN', id: newId() }, content: { vi: { subject: 'Đọc bài', body: 'x' }, link: '/' }, notAfter: '2026-12-30T00:00:00.000Z', ...changes, ...more }));
    // Past the form, so that links of an older program can be tried.
    await db.updateTable('message').set({ content: JSON.stringify({ vi: { subject: 'Đọc bài', body: 'x' }, link: to }) }).where('id', '=', id).execute();
    await fanOut(db, clock, id);
    return id;
  };
  const messageId = await send();
  const deliveryOf = async (userId = reader.id, channel = 'EMAIL', message = messageId) => (await db.selectFrom('delivery').select('id').where('message_id', '=', message).where('recipient_id', '=', userId).where('channel', '=', channel).executeTakeFirstOrThrow()).id;
  const tokenFor = async (userId?: string, channel?: string, message?: string) => linkToken(secret, await deliveryOf(userId, channel, message));
  let spendPoint = async (): Promise<void> => undefined;
  const open = async (token: string, { session, headers = {}, method = 'GET', cookie, route = linkRoute.loader as unknown, address = '10.9.8.7' }: { session?: string; headers?: Record<string, string>; method?: string; cookie?: string; route?: unknown; address?: string } = {}) => {
    const cookies = [session ? `${sessionCookie}=${session}` : '', cookie ?? ''].filter(Boolean).join('; ');
    const request = new Request(`http://localhost:3000/go/${encodeURIComponent(token)}`, { method, headers: { ...browser, ...headers, ...(cookies ? { cookie: cookies } : {}) } });
    const answer = await (route as (args: unknown) => Promise<Response>)({ request, params: { token }, context: requestContext(db, clock, { address, spendPoint: spendPoint as never }) }).catch((thrown: unknown) => thrown);
    if (!(answer instanceof Response)) return { status: (answer as { init: { status: number } }).init.status, location: null, cookie: null, headers: new Headers(), says: (answer as { data: { say: { vi: string } } }).data.say.vi };
    return { status: answer.status, location: answer.headers.get('location'), cookie: answer.headers.get('set-cookie'), headers: answer.headers, says: '' };
  };
  return {
    db, clock, reader, others, now, send, messageId, deliveryOf, tokenFor, open,
    limit: () => void (spendPoint = createRateLimiter(true) as never),
    session: (who = reader) => makeSession(db, who, now(), { id: newId() }),
    follows: async () => (await db.selectFrom('link_follow').select('delivery_id').execute()).length,
    visits: async () => (await db.selectFrom('link_total').select(['channel', 'day', 'count']).execute()).map(({ channel, day, count }) => `${channel} ${day} ${count}`),
    figures: () => linkFigures(db, [messageId]),
    [Symbol.asyncDispose]: () => db.destroy(),
  };
}

describe('the token of a link', () => {
  it('stands for its delivery and can neither be guessed, bent nor made elsewhere', () => {
    fc.assert(fc.property(fc.uuid(), fc.nat(37), fc.constantFrom(...'ABCDwxyz0189-_'), (id, at, letter) => {
      const token = linkToken(secret, id);
      const bent = token.slice(0, at) + letter + token.slice(at + 1);
      return deliveryOfLink(secret, token) === id && (bent === token || deliveryOfLink(secret, bent) === null) && deliveryOfLink('another secret', token) === null;
    }));
    const token = linkToken(secret, newId());
    expect(token).toMatch(/^[\w-]{38}$/);
    for (const wrong of ['', 'x', token.slice(1), `${token}x`, token.toUpperCase(), `${token.slice(0, 37)}=`, 'A'.repeat(38), '../../etc/passwd', '\u0000'.repeat(38)]) expect(deliveryOfLink(secret, wrong)).toBeNull();
  });
});

describe('opening a link', () => {
  it('leads on at once, and notes the recipient who is signed in, once', async () => {
    await using w = await world();
    const token = await w.tokenFor();
    const session = await w.session();
    for (let at = 0; at < 3; at += 1) {
      const answer = await w.open(token, { session });
      expect(answer).toMatchObject({ status: 303, location: '/courses/de-an-06', cookie: null });
      expect(['cache-control', 'referrer-policy', 'x-robots-tag'].map((name) => answer.headers.get(name))).toEqual(['no-store', 'no-referrer', 'noindex, nofollow']);
      w.clock.pass({ minutes: 5 });
    }
    expect(await w.db.selectFrom('link_follow').selectAll().execute()).toEqual([{ delivery_id: await w.deliveryOf(), followed_at: '2026-11-23T01:00:00.000Z' }]);
    expect((await w.db.selectFrom('inbox_state').selectAll().execute())).toEqual([]);
  });

  it('sends whoever is not signed in to sign in and back to the link, which then counts', async () => {
    await using w = await world();
    const token = await w.tokenFor();
    expect((await w.open(token)).location).toBe(`/sign-in?next=%2Fgo%2F${token}`);
    expect(await w.follows()).toBe(0);
    await w.open(token, { session: await w.session() });
    expect([await w.follows(), await w.visits()]).toEqual([1, []]);
  });

  it('counts nobody else: not a colleague, not a scanner, not a browser that fetches ahead', async () => {
    await using w = await world();
    const token = await w.tokenFor();
    const [colleague, session] = [await w.session(await makePerson(w.db)), await w.session()];
    expect((await w.open(token, { session: colleague })).location).toBe('/courses/de-an-06');
    for (const [method, headers] of [['HEAD', {}], ['GET', { 'sec-purpose': 'prefetch' }], ['GET', { purpose: 'prefetch' }], ['GET', { accept: '*/*' }], ['GET', { 'user-agent': 'BingPreview/1.0b' }], ['GET', { 'sec-fetch-dest': 'image' }]] as const) expect((await w.open(token, { session, method, headers })).location).toBe('/courses/de-an-06');
    for (const headers of [{ accept: '*/*' }, { 'user-agent': 'curl/8.5' }] as Record<string, string>[]) expect((await w.open(token, { headers })).location).toBe('/courses/de-an-06');
    expect([await w.follows(), await w.visits()]).toEqual([0, []]);
  });

  it('does not count a session that opens everything at once', async () => {
    await using w = await world();
    const session = await w.session();
    const tokens: string[] = [];
    for (let at = 0; at < 8; at += 1) tokens.push(await w.tokenFor(w.reader.id, 'EMAIL', await w.send()));
    for (const token of tokens) expect((await w.open(token, { session })).status).toBe(303);
    expect(await w.follows()).toBe(3);
    w.clock.pass({ minutes: 2 });
    await w.open(tokens[7] ?? '', { session });
    expect(await w.follows()).toBe(4);
  });

  it('of something that we did not send says so', async () => {
    await using w = await world();
    const [token, foreign] = [await w.tokenFor(), linkToken('another secret', await w.deliveryOf())];
    for (const wrong of [foreign, linkToken(secret, newId()), `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, 'x', 'https://evil.example', '//evil.example', '%2f%2fevil.example', 'x'.repeat(61)]) {
      const answer = await w.open(wrong, { session: await w.session() });
      expect([answer.status, answer.location], wrong).toEqual([404, null]);
    }
    expect((await w.open(foreign)).says).toContain('Liên kết này không dùng được');
    expect(await w.follows()).toBe(0);
  });

  it.each(['//evil.example', '/.//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/sign-in?next=/x', '/go/x', '/a/..//evil.example'])('never leads to %s, even when the ledger says so', async (link) => {
    await using w = await world({}, link);
    expect((await w.open(await w.tokenFor(), { session: await w.session() })).location).toBe(`/inbox/${w.messageId}`);
    expect(messageContent.safeParse({ vi: { subject: 'x', body: 'x' }, link }).success).toBe(false);
  });

  it('that was mailed by mistake leads to the notice once it is corrected', async () => {
    await using w = await world();
    await w.db.transaction().execute((tx) => correctMessage(tx, { messageId: w.messageId, content: { vi: { subject: 'Đúng', body: 'x' } }, notAfter: '2026-12-30T00:00:00.000Z', createdBy: w.reader.id, now: w.now() }));
    expect((await w.open(await w.tokenFor(), { session: await w.session() })).location).toBe(`/inbox/${w.messageId}`);
  });

  it('of a reminder or a notice is not counted and asks nobody to sign in', async () => {
    await using w = await world({ source: { type: 'REMINDER', id: 'x' } });
    for (const session of [undefined, await w.session()]) expect((await w.open(await w.tokenFor(), session ? { session } : {})).location).toBe('/courses/de-an-06');
    expect(await w.follows()).toBe(0);
  });

  it('too often from one place has to wait', async () => {
    await using w = await world();
    w.limit();
    const statuses: number[] = [];
    for (let at = 0; at < 1_202; at += 1) statuses.push((await w.open('x')).status);
    expect([statuses[0], statuses.at(-1)]).toEqual([404, 429]);
  });
});

describe('visits of people who are not signed in', () => {
  const arrive = async (w: Awaited<ReturnType<typeof world>>, token: string, how: Parameters<typeof w.open>[1] = {}) => {
    const first = await w.open(token, how);
    if (first.location !== `/go/${token}/arrival`) return first;
    return w.open(token, { ...how, route: arrivalRoute.loader, cookie: (first.cookie ?? '').split(';')[0] ?? '' });
  };

  it('are a number by channel and day, for pages that everybody may see', async () => {
    await using w = await world({}, '/verify');
    const token = await w.tokenFor();
    const first = await w.open(token);
    expect([first.location, first.cookie]).toEqual([`/go/${token}/arrival`, `hoc06_go=${token}; Max-Age=60; Path=/go; HttpOnly; SameSite=Lax`]);
    for (let at = 0; at < 3; at += 1) expect(await arrive(w, token)).toMatchObject({ status: 303, location: '/verify', cookie: expect.stringContaining('Max-Age=0') as string });
    await arrive(w, await w.tokenFor(w.others[0], 'IN_APP'));
    expect(await w.visits()).toEqual(['EMAIL 2026-11-23 3', 'IN_APP 2026-11-23 1']);
    expect([await w.follows(), await w.figures()]).toEqual([0, { people: 0, of: 4, channels: [], visits: 4 }]);
    expect(Object.keys((await w.db.selectFrom('link_total').selectAll().executeTakeFirst()) ?? {})).toEqual(['message_id', 'channel', 'day', 'count']);
  });

  it('count only when the browser kept what it was given, and not for scanners that follow everything', async () => {
    await using w = await world({}, '/verify');
    const token = await w.tokenFor();
    for (const cookie of [undefined, 'hoc06_go=', `hoc06_go=${await w.tokenFor(w.others[0])}`]) expect((await w.open(token, { route: arrivalRoute.loader, ...(cookie === undefined ? {} : { cookie }) })).location).toBe('/verify');
    expect((await w.open(token, { route: arrivalRoute.loader, cookie: `hoc06_go=${token}`, method: 'HEAD' })).location).toBe('/verify');
    expect((await w.open('x', { route: arrivalRoute.loader })).status).toBe(404);
    expect(await w.visits()).toEqual([]);
    const tokens: string[] = [];
    for (let at = 0; at < 10; at += 1) tokens.push(await w.tokenFor(w.reader.id, 'EMAIL', await w.send({}, '/verify')));
    const first = await Promise.all(tokens.map((one) => w.open(one, { address: '203.0.113.9' })));
    for (const [at, one] of tokens.entries()) await w.open(one, { address: '203.0.113.9', route: arrivalRoute.loader, cookie: (first[at]?.cookie ?? '').split(';')[0] ?? '' });
    expect(await w.visits()).toEqual([]);
    await arrive(w, token, { address: '203.0.113.10' });
    expect(await w.visits()).toEqual(['EMAIL 2026-11-23 1']);
  });

  it('of the recipient herself, signed in, are no visit but a name', async () => {
    await using w = await world({}, '/verify');
    expect((await w.open(await w.tokenFor(), { session: await w.session() })).location).toBe('/verify');
    expect([await w.follows(), await w.visits()]).toEqual([1, []]);
  });
});

describe('who does not want it noted', () => {
  it('is left out beyond her duty, also of what was noted before, and of the figures', async () => {
    await using w = await world({ isDuty: false });
    const session = await w.session();
    await w.open(await w.tokenFor(), { session });
    await w.open(await w.tokenFor(w.reader.id, 'IN_APP'), { session });
    expect(await w.figures()).toEqual({ people: 1, of: 4, channels: [{ channel: 'EMAIL', people: 1 }, { channel: 'IN_APP', people: 1 }], visits: 0 });
    const save = (form: Record<string, string>) => call(preferencesRoute.action as never, { ...w, path: '/account/notices', token: session, form });
    expect((await save({ 'wants[]': 'SECURITY.EMAIL' })).status).toBe(303);
    expect(await w.figures()).toEqual({ people: 0, of: 3, channels: [], visits: 0 });
    w.clock.pass({ minutes: 1 });
    expect((await w.open(await w.tokenFor(), { session })).location).toBe('/courses/de-an-06');
    expect(await w.follows()).toBe(0);
    const page = () => call(preferencesRoute.loader as never, { ...w, path: '/account/notices', token: session }).then(({ body }) => drawPage(preferencesRoute.default, { data: body }));
    expect(await page()).not.toMatch(/name="counting"[^>]*checked|checked[^>]*name="counting"/);
    await save({ counting: 'on' });
    expect(await page()).toMatch(/<input[^>]*name="counting"[^>]*checked/);
    await w.open(await w.tokenFor(), { session });
    expect(await w.follows()).toBe(1);
  });

  it('is noted where it is her duty', async () => {
    await using w = await world({ isDuty: true });
    await allowCounting(w.db, w.reader.id, false, w.now());
    await allowCounting(w.db, w.reader.id, false, w.now());
    await w.open(await w.tokenFor(), { session: await w.session() });
    expect(await w.figures()).toMatchObject({ people: 1, of: 4 });
  });
});

describe('the link in a letter', () => {
  const env = readEnv({ BASE_URL: 'https://hoc06.vi-du.vn' });
  const campaign = letterOf({ isCampaign: true, content: { vi: { subject: 'x', body: 'x' }, link: '/courses/de-an-06', sms: 'Xem {{ lien_ket }} nhé' } });
  const go = `https://hoc06.vi-du.vn/go/${linkToken(secret, campaign.deliveryId)}`;

  /** The parts of a mail as its reader gets them. */
  const partsOf = (letter: Letter) => {
    const parts = allParts(readMime(buildMail(env, secret, letter, 'a@vi-du.vn').raw.toString('latin1')));
    const of = (type: string) => parts.find((part) => part.type === type)?.text ?? '';
    return { html: of('text/html'), text: of('text/plain') };
  };

  it('of a campaign goes through us and says in words where it ends', () => {
    const { html, text } = partsOf(campaign);
    for (const part of [html, text]) expect(part).toContain(go);
    for (const part of [html, text]) expect(part).toContain('Liên kết mở trang /courses/de-an-06 của hệ thống này.');
    expect(html.match(/href="[^"]*\/go\//g)).toHaveLength(1);
  });

  it('of anything else, or one that leads nowhere, stays as it was', () => {
    for (const letter of [{ ...campaign, isCampaign: false }, letterOf({ isCampaign: true }), letterOf({ ...campaign, content: { ...campaign.content, link: '//evil.example' } })]) {
      const { html, text } = partsOf(letter);
      expect(text.length).toBeGreaterThan(0);
      expect(`${html}${text}`).not.toMatch(/\/go\/|Liên kết mở trang|evil/);
    }
  });

  it('stands in a text message where its author put it, and nowhere in a name', async () => {
    await using provider = await fakeProvider(() => ({ status: 202, body: { id: 'p1' } }));
    const sender = createSmsSender(readEnv({ BASE_URL: 'https://hoc06.vi-du.vn', SMS_URL: provider.url, SMS_TOKEN: 't', SMS_BRANDNAME: 'HOC06' }), secret);
    await sender.send({ ...campaign, address: '0912345678' });
    await sender.send({ ...campaign, address: '0912345678', recipient: { ...campaign.recipient, fullName: '{{lien_ket}}' }, content: { vi: campaign.content.vi, sms: '{{ten}} {{lien_ket}}.' } });
    expect(provider.asked.map(({ body }) => (JSON.parse(body) as { text: string }).text)).toEqual([`Xem ${go} nhé`, '{{lien_ket}} .']);
  });

  it('is known to be a campaign’s when it is claimed, and the notice in the inbox has one, too', async () => {
    await using w = await world();
    const claimed = await claimDeliveries(w.db, 'EMAIL', 9, w.now(), 'Asia/Ho_Chi_Minh');
    expect(claimed.map(({ letter }) => letter.isCampaign)).toEqual([true, true, true, true]);
    const session = await w.session();
    const { body } = await call(noticeRoute.loader as never, { ...w, path: '/inbox', params: { messageId: w.messageId }, token: session });
    const href = /href="(\/go\/[\w-]{38})"/.exec(drawPage(noticeRoute.default, { data: body }))?.[1] ?? '';
    await w.open(href.slice('/go/'.length), { session });
    expect((await w.figures()).channels).toEqual([{ channel: 'IN_APP', people: 1 }]);
    expect(wordsOf(drawPage(noticeRoute.default, { data: body }))).toContain('Mở trang liên quan');
    // With a question to answer, that is the one next step; the page comes second until it is done.
    const { notice, ...rest } = body as { notice: { content: object } };
    const question = { text: 'Ai được hỏi mã OTP?', options: ['Công an', 'Không ai'], right: 1 };
    const drawn = (answer: string | null) => drawPage(noticeRoute.default, { data: { ...rest, notice: { ...notice, content: { ...notice.content, question }, answer } } });
    for (const [answer, variant] of [[null, 'ghost'], ['1', 'primary']] as const) {
      expect(drawn(answer)).toMatch(new RegExp(`href="/go/[^"]+" class="btn btn-${variant}"`));
      expect(drawn(answer).match(/btn-primary/g)).toHaveLength(1);
    }
  });
});
