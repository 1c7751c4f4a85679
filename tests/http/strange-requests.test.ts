import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseFile, openDatabase, runExclusive, type Db } from '../../db/client.ts';
import { pageEntries } from '../e2e/pages/entries.ts';
import { everyAddress, type KnownAddress } from '../support/every-address.ts';
import { ask, type Answer, type Ask } from '../support/http.ts';
import { cookieOf } from '../support/request.ts';
import { seedFullWorld, type Scenery } from '../support/scenery.ts';
import { startServer, temporaryFolder, type RunningServer } from '../support/server.ts';
import { makePerson } from '../world/people.ts';

/**
 * Every route of the product, asked in ways in which no page of ours asks. Routes come from the table of routes, at addresses where the seeded world has something, so that
 * a new one is asked as well. Whatever comes, the answer is sound (`faultsOf`), and nothing is written that was not sent by somebody's own form.
 */
const folder = temporaryFolder();
let server: RunningServer;
let db: Db;
let scenery: Scenery;
let addresses: KnownAddress[];
/** Routes that take a form: those that answer a POST with anything but 405. */
let forms: KnownAddress[];
let cookies: ReadonlyMap<string | null, string>;
let newcomer: string;

beforeAll(async () => {
  scenery = await seedFullWorld(folder.path);
  db = openDatabase(databaseFile(folder.path));
  addresses = everyAddress(scenery);
  const [now, later] = [new Date(), new Date(Date.now() + 3_600_000).toISOString()];
  // A session that was seen just now by the server's clock, which stands still: no page notes anew that she is here.
  const session = { at: now.toISOString(), expiresAt: later };
  cookies = new Map([[null, ''], ...(await Promise.all(Object.entries(scenery.ids).map(async ([name, id]): Promise<[string, string]> => [name, await cookieOf(db, id, session)])))]);
  newcomer = await cookieOf(db, (await makePerson(db, { unitId: scenery.units.counter })).id, session);
  writeFileSync(join(folder.path, 'now'), now.toISOString());
  server = await startServer({ dataDir: folder.path, entry: 'tests/support/moved-server.ts', env: { RATE_LIMITS: 'off' } });
  const sent = await Promise.all(addresses.map(({ path }) => ask(server.url + path, { method: 'POST', headers: { origin: server.url } })));
  forms = addresses.filter((_, at) => sent[at]?.status !== 405);
});
afterAll(async () => {
  await server.kill();
  await db.destroy();
  folder[Symbol.dispose]();
});

/** Changes whenever somebody else has written to the database. */
const written = () => runExclusive(db, (database) => database.prepare('pragma data_version').get()?.['data_version']);

/** What no answer may be, whatever was asked. */
function faultsOf({ status, headers, text }: Answer): string[] {
  const isPage = headers['content-type']?.startsWith('text/html') ?? false;
  return [
    ...(status >= 500 ? [`status ${status}`] : []),
    ...(headers['x-content-type-options'] === 'nosniff' && headers['content-security-policy']?.includes("default-src 'none'") && /^(DENY|SAMEORIGIN)$/.test(String(headers['x-frame-options'])) ? [] : ['without the security headers']),
    ...(headers['cache-control'] ? [] : ['says nothing of being kept']),
    ...(isPage && status >= 400 && text !== '' && !text.includes('lang="vi"') ? ['a refusal that is not Vietnamese'] : []),
    ...(/node_modules|\bat file:|SqliteError|ZodError/.test(text) ? ['shows the inside'] : []),
  ];
}

interface Round {
  request: Omit<Ask, 'headers'> & { headers?: Record<string, string> };
  /** Whose session goes with it; hers who may be there, when left out. */
  cookie?: string;
  to?: (path: string) => string;
  mayWrite?: boolean;
  /** What else is wrong with an answer. */
  judge?: (answer: Answer, address: KnownAddress) => string | false | Promise<string | false>;
}

/** Asks each address once. @returns one line for each fault */
async function askAll(asked: readonly KnownAddress[], { request, cookie, to = (path) => path, mayWrite = false, judge }: Round): Promise<string[]> {
  const faults: string[] = [];
  for (const address of asked) {
    const before = await written();
    const own = cookie ?? cookies.get(address.as) ?? '';
    const answer = await ask(server.url + to(address.path), { ...request, headers: { origin: server.url, ...(own ? { cookie: own } : {}), ...request.headers } });
    const judged = await judge?.(answer, address);
    const found = [...faultsOf(answer), ...(!mayWrite && (await written()) !== before ? ['writes'] : []), ...(judged ? [judged] : [])];
    faults.push(...found.map((fault) => `${request.method ?? 'GET'} ${address.url} (${answer.status}): ${fault}`));
  }
  return faults;
}

it('knows every route at an address that is there', () => {
  expect(addresses.length).toBeGreaterThan(400);
  expect(forms.length).toBeGreaterThan(200);
  expect(addresses.filter(({ path }) => path.split('?')[0]?.includes(':'))).toEqual([]);
});

/** Queries that mean nothing to any page, ranges and conditions that no answer of ours knows. */
const odd = 'page=-1&page=2&sort=drop&month=2026-99&year=1e9&day=%ED%A0%80&from=%00&view[]=1&state=__proto__&constructor=1';
const conditions = { range: 'bytes=0-0,5-1,-9999999', 'if-modified-since': 'Fri, 31 Dec 9999 23:59:59 GMT', 'if-none-match': '*', accept: ';q=,,*/*' };
/** Compiles every course when it is read for the first time: seconds of processor for a page like the others. */
const readsAllCourses = '/admin/courses';
const oddly = (path: string) => `${path}${path.includes('?') ? '&' : '?'}${odd}`;

it('the head of anything is what reading it would bring, without a word of it, and is no reading: nothing is noted', async () => {
  const heads = new Map<string, number>();
  const note = ({ status, bytes }: Answer, { url }: KnownAddress) => (heads.set(url, status), bytes.length > 0 && 'has a body');
  expect(await askAll(addresses.filter(({ url }) => url !== readsAllCourses), { request: { method: 'HEAD' }, to: oddly, judge: note })).toEqual([]);
  const compare = ({ status }: Answer, { url }: KnownAddress) => {
    if ([206, 304, 416].includes(status)) return 'is sent in part, or left out';
    return ![status, 405].includes(heads.get(url) ?? 0) && `its head said ${heads.get(url)}`;
  };
  // Pages are drawn in one way: every sixth of them and all files.
  const read = addresses.filter(({ url }, at) => heads.has(url) && (!(url in pageEntries) || at % 6 === 0));
  expect(await askAll(read, { request: { headers: conditions }, to: oddly, mayWrite: true, judge: compare })).toEqual([]);
  // Files whose reading is written down have no head at all.
  expect([...heads].filter(([, status]) => status === 405).map(([url]) => url).toSorted()).toEqual(recorded);
});

const recorded = ['/admin/assignments/:rule/people/file', '/admin/assignments/:rule/preview/people/file', '/admin/audit/export', '/admin/classes/:class/people/file', '/admin/classes/file', '/admin/exemptions/file', '/admin/exemptions/requests/:request/file', '/admin/people/file', '/admin/reminders/escalations/file', '/campaigns/vneid/:package/files/:file', '/contest-desk/:contest/entries/:entry/files/:file', '/reports/files/:file/content', '/reports/lists/file', '/reports/models/file', '/reports/monthly/file', '/reports/monthly/summary/file', '/reports/packs/:id/file', '/tickets/:id/reply/slip', '/tickets/:id/slip', '/units/file'];

it('what was found is opened by reading it: asking for the head of an answer leaves its search without one', async () => {
  expect((await ask(`${server.url}/help?q=dinh+danh`)).status).toBe(200);
  const search = await db.selectFrom('faq_search').select('id').where('source', '=', 'PUBLIC').orderBy('at', 'desc').executeTakeFirstOrThrow();
  const opened = async () => (await db.selectFrom('faq_search').select('opened_version_id').where('id', '=', search.id).executeTakeFirstOrThrow()).opened_version_id;
  const answer = `${server.url}/help/dinh-danh-muc-hai?s=${search.id}`;
  expect([(await ask(answer, { method: 'HEAD' })).status, await opened()]).toEqual([200, null]);
  expect([(await ask(answer)).status, await opened()]).toEqual([200, expect.any(String)]);
});

it.each(['OPTIONS', 'PUT', 'PATCH', 'DELETE'])('%s is refused everywhere, in words, also to whoever may do there what a form does', async (method) => {
  const judge = ({ status, headers, text }: Answer) => !(status === 405 && headers.allow === 'GET, HEAD, POST' && text.includes('không nhận yêu cầu gửi theo cách đó')) && 'is taken';
  expect(await askAll(addresses, { request: { method }, judge })).toEqual([]);
});

/** The few that ask neither for a session nor for an Origin of ours: a mail's one click, and machines with a token of their own. */
const doors = ['/unsubscribe/:token', '/mail-bounces', '/delivery-receipts/:channel', '/desk/telephony'];

it('a form from another site does nothing anywhere, with the session of whoever may', async () => {
  const request = { method: 'POST', headers: { origin: 'https://hoc06.example.net', 'content-type': 'application/x-www-form-urlencoded' }, body: 'revision=0&reason=ghi+đè' };
  const judge = ({ status }: Answer, { url }: KnownAddress) => status !== 403 && !doors.includes(url) && 'is let in';
  expect(await askAll(addresses, { request, judge })).toEqual([]);
});

const broken: [what: string, type: string, body: string | Buffer, headers?: Record<string, string>][] = [
  ['JSON', 'application/json', '{"revision":"0"}'],
  ['plain text', 'text/plain', 'revision=0'],
  ['parts without a boundary', 'multipart/form-data', '--x\r\n\r\nx'],
  ['parts that end in the middle', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="revision"\r\n\r\n0'],
  ['a part without a name', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data\r\n\r\n0\r\n--x--\r\n'],
  ['a form in UTF-16', 'application/x-www-form-urlencoded; charset=utf-16', Buffer.from('revision=0', 'utf16le')],
  ['a packed form', 'application/x-www-form-urlencoded', gzipSync('revision=0'), { 'content-encoding': 'gzip' }],
  ['what calls itself nothing', ';;', 'revision=0'],
];

/** Each of the ways by many routes, and each route in more than one way: all of them for all would take minutes. */
const inTurn = <T,>(all: readonly T[], at: number, turns: number): T[] => Array.from({ length: turns }, (_, turn) => all[(at + turn * 3) % all.length]).filter((one) => one !== undefined);

it('what is no form is refused by everything that takes one, and nothing is done', async () => {
  for (const [at, [what, type, body, headers = {}]] of broken.entries()) {
    const judge = ({ status, headers: answered }: Answer) => (status === 200 || answered['set-cookie'] !== undefined) && `${what} is taken for a form`;
    const asked = forms.filter((_, index) => inTurn(broken, index, 3).includes(broken[at] ?? ['', '', '']));
    expect(await askAll(asked, { request: { method: 'POST', headers: { 'content-type': type, ...headers }, body }, judge })).toEqual([]);
  }
});

const plainForm = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'x=1' };
/** Deeds that everybody may do: on the own browser, the own account. */
const everybodys = ['/sign-out', '/preferences', '/account/notices', '/inbox/reading', '/unsubscribe/:token', '/unsubscribe/:token/return', '/account/other-sessions/ending', '/courses/:course/enrollment'];

it.each(['a stranger', 'somebody without any task'])('%s who sends a form to every route has changed nothing', async (who) => {
  const judge = ({ status, headers }: Answer) => (status === 200 || headers['set-cookie'] !== undefined) && 'is let in';
  expect(await askAll(forms.filter(({ url }) => !everybodys.includes(url)), { request: plainForm, cookie: who === 'a stranger' ? '' : newcomer, judge })).toEqual([]);
});

const detours: [what: string, to: (path: string) => string][] = [
  ['the bare data of a page', (path) => `${path}.data`], ['the data of one route', (path) => `${path}?_data=root`], ['the data of some routes', (path) => `${path}.data?_routes=root`],
  ['capitals', (path) => path.toUpperCase()], ['a slash behind', (path) => `${path}/`], ['two in front', (path) => `/${path}`], ['a step up', (path) => `/help/%2e%2e${path}`], ['an encoded letter', (path) => path.replace(/\/(\w)/, (_, letter: string) => `/%${letter.charCodeAt(0).toString(16)}`)],
];

it('no way of writing an address leads a stranger past the sign-in', async () => {
  const closed: KnownAddress[] = [];
  const cut = (path: string) => path.split('?')[0] ?? path;
  await askAll(addresses, { request: {}, cookie: '', to: cut, mayWrite: true, judge: ({ headers }, address) => (headers.location?.includes('sign-in?next=') && closed.push(address), false) });
  expect(closed.length).toBeGreaterThan(350);
  for (const [at, [what, to]] of detours.entries()) {
    const judge = ({ status, headers }: Answer) => (![302, 303, 400, 404, 410].includes(status) || /^\/\/|^https?:/.test(headers.location ?? '')) && `${what} opens it`;
    const asked = closed.filter((_, index) => inTurn(detours, index, 3).includes(detours[at] ?? ['', cut]));
    expect(await askAll(asked, { request: {}, cookie: '', to: (path) => to(cut(path)), judge })).toEqual([]);
  }
});

const names: [what: string, value: string][] = [['ten thousand letters', 'x'.repeat(10_000)], ['a null sign', '%00'], ['what is no UTF-8', '%ff%fe'], ['a line end', '%0d%0aSet-Cookie:%20x=1'], ['half of a pair', '%ED%A0%80'], ['a path', '..%2f..%2fpackage.json']];
/** Says the same to every id, so as not to tell for whom a code waits. */
const tellsNothing = ['/contests/sign-in/:id', '/contests/profile/address/:id'];

it('what names nothing is found nowhere', async () => {
  const named = addresses.filter(({ url }) => url.includes(':') && !tellsNothing.includes(url));
  for (const [at, [what, value]] of names.entries()) {
    const judge = ({ status, headers }: Answer) => (status === 200 || headers['set-cookie'] !== undefined) && `${what} is found`;
    const asked = named.filter((_, index) => inTurn(names, index, 2).includes(names[at] ?? ['', '']));
    expect(await askAll(asked.map((address) => ({ ...address, path: address.url.replace(/:\w+/g, () => value) })), { request: {}, judge })).toEqual([]);
  }
});

it('none of it was a fault of the server’s in its own log', () => {
  expect(server.output()).not.toContain('unexpected error');
});
