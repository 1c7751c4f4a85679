import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadRoutes, type LoadedRoute } from '../../../tests/architecture/routes.ts';
import { findLeaks, leaksIn, type Door, type Secrets } from '../../../tests/world/blindness.ts';
import { done, fillEntry } from '../../../tests/world/contest-entries.ts';
import { judgingWorld, makeEntrant, makeEntry, makeJudge, type JudgingWorld } from '../../../tests/world/contest-judging.ts';
import { roles, type Actor } from '../../people/actor.ts';
import { isOpenToOutside } from '../../people/rules/outside.ts';
import { openSession, page } from '../../people/index.server.ts';
import { queryKeysOf } from '../../platform/http/route.server.ts';
import { newId } from '../../platform/ids.ts';
import { confirmAssignment } from '../commands/confirm-assignment.server.ts';
import { inviteMember } from '../commands/entry-team.server.ts';
import { handInEntry } from '../commands/hand-in-entry.server.ts';
import { startEntry } from '../commands/start-entry.server.ts';
import { writeProfile } from '../commands/write-profile.server.ts';
import { planAssignment } from '../queries/assignment.server.ts';
import { getJudgingContest } from '../queries/judging-contest.server.ts';

/*
 * The matrix beside this file asks the contest's own pages in depth. Here every page of the whole product is asked, whichever feature it belongs to: lists, the log, search, exports, reports,
 * inboxes. A page that is added tomorrow is asked without anybody thinking of it.
 */

// Names that nothing else in the world could spell by chance.
const owner = { fullName: 'Quàng Thị Hoẵng', email: 'hoang.quang@nuoi-ong.example', legalName: 'Công ty cổ phần Nuôi Ong Kẽ Trọ', taxCode: '2799887766', phone: '0987654321', place: 'Bản Kẽ Trọ' };
const member = { member: 'Ksor H’Bia Blao', memberMail: 'blao@nuoi-ong.example' };

let w: JudgingWorld;
/** She has every role but the organiser's besides. */
let judge: Actor;
let doors: Door[];
let routes: LoadedRoute[];
const ids = { entry: '', number: '', owner: '', member: '', review: '', seat: '', message: '' };

beforeAll(async () => {
  // With three judges everybody reads everything.
  w = await judgingWorld({ entries: 0, judges: 2 });
  judge = await w.staff(...roles.filter((role) => role !== 'CONTEST_ORGANISER'));
  ids.seat = await makeJudge(w.db, w.contest, judge);
  const entrant = await makeEntrant(w.db, { kind: 'ENTERPRISE', ...owner });
  const begins = w.clock.now().toISOString();
  w.clock.set('2026-11-20T02:00:00.000Z');
  await enter(entrant);
  w.clock.set(begins);
  for (let at = 0; at < 3; at += 1) await makeEntry(w.db, w.contest);
  const { fingerprint } = await planAssignment(w.db, await getJudgingContest(w.db, w.contest.id), 3);
  await confirmAssignment(w.ports, w.organiser, w.contest.id, { seed: 3, fingerprint });
  const review = await w.db.selectFrom('review_assignment').select('id').where('entry_id', '=', ids.entry).where('judge_id', '=', ids.seat).executeTakeFirstOrThrow();
  const message = await w.db.selectFrom('message').select('id').where('source_id', 'like', 'entry-receipt%').executeTakeFirstOrThrow();
  Object.assign(ids, { owner: entrant.id, review: review.id, message: message.id });
  routes = (await loadRoutes()).filter(({ url, module }) => url !== '(root)' && module['loader']);
  doors = routes.map(({ url, module }): Door => ({ name: url, route: { loader: module['loader'] }, params: paramsOf(url), queries: ['q=quang&search=nuoi+ong&actor=Qu%C3%A0ng&sort=owner&order=desc&format=csv&page=1', ...ownQueries(module['loader'])] }));
}, 60_000);
afterAll(() => w[Symbol.asyncDispose]());

/** Every field that a page reads from its address, with part of a name, with an id, and with nothing that fits. */
function ownQueries(loader: unknown): string[] {
  const keys = queryKeysOf(loader);
  return keys.length === 0 ? [] : ['quang', ids.entry, '1'].map((value) => new URLSearchParams(keys.map((key) => [key, value])).toString());
}

/** Everything that somebody from outside does by the product's own commands, mails and log rows included. */
async function enter(entrant: Actor): Promise<void> {
  const ports = { ...w.ports, secret: 'a secret of thirty-two characters', filesDir: '/nonexistent', scanner: { CLAMAV_HOST: undefined, CLAMAV_PORT: 3310 } };
  await w.db.transaction().execute((tx) => openSession(tx, { id: entrant.id, fullName: 'Người dự thi' }, { userAgent: 'Firefox', address: '203.0.113.7' }, w.clock.now(), '2026-11-23'));
  await writeProfile(ports, entrant, { ...owner, kind: 'ENTERPRISE' });
  const { id } = await done(startEntry(ports, entrant, { slug: w.contest.slug, title: 'Sổ tay nuôi ong', trackId: w.contest.tracks[0] ?? null }));
  await fillEntry(ports, entrant, id);
  const { memberId } = await done(inviteMember(ports, entrant, id, { email: member.memberMail, fullName: member.member }));
  await done(handInEntry(ports, entrant, { entryId: id, key: newId(), rulesId: w.contest.rulesId }));
  await w.db.insertInto('eligibility_check').values({ id: newId(), entry_id: id, outcome: 'ELIGIBLE', reason: 'Đủ điều kiện', checked_by: w.contest.organiserId, checked_at: '2026-11-23T02:00:00.000Z', reply_until: null }).execute();
  const { number } = await w.db.selectFrom('entry').select('number').where('id', '=', id).executeTakeFirstOrThrow();
  Object.assign(ids, { entry: id, number, member: memberId });
}

/** What an attacker who knows every id would write into an address. */
function paramsOf(url: string): Record<string, string> {
  const id = url.startsWith('/contests/entries') ? ids.entry : url.startsWith('/contest-desk') ? w.contest.id : url.startsWith('/admin/people') ? ids.owner : 'x';
  const known = { id, contest: w.contest.id, slug: w.contest.slug, entry: ids.entry, assignment: ids.review, judge: ids.seat, member: ids.member, messageId: ids.message, person: ids.owner, file: '1', version: '1', round: 'PRELIMINARY', part: 'summary', year: '2026', side: 'a' };
  return Object.fromEntries([...url.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, Object.hasOwn(known, name) ? known[name as keyof typeof known] : 'x']));
}

const secrets = (): Secrets => ({ ...owner, ...member, number: ids.number });
/** Routes of other features may trust that parameters are as their address demands; what breaks shows in their own tests. */
const ask: JudgingWorld['ask'] = (...args) => w.ask(...args).catch((error: Error) => ({ status: 500, location: null, cookie: null, body: error.message, text: null }));

it('a judge with every other role but the organiser’s, and another entrant, learn on no page of the product who entered', async () => {
  const { leaks, asked, statuses } = await findLeaks(ask, [{ name: 'judge', person: judge, secrets: secrets() }], doors);
  // Everything else is closed to people from outside: tests/architecture/outside.test.ts.
  const outside = await findLeaks(ask, [{ name: 'rival', person: await makeEntrant(w.db), secrets: secrets() }], doors.filter(({ name }) => isOpenToOutside(name)));
  expect([...leaks, ...outside.leaks]).toEqual([]);
  expect(asked).toBe(doors.reduce((sum, { queries = [] }) => sum + 1 + queries.length, 0));
  expect(doors.filter(({ queries = [] }) => queries.length > 1).length).toBeGreaterThan(60);
  expect(outside.asked).toBeGreaterThan(100);
  expect(doors.length).toBeGreaterThan(300);
  expect([...statuses]).toEqual(expect.arrayContaining([200, 303, 403, 404]));
}, 120_000);

it('the log, asked for an entrant by name, answers nothing, and names nobody from outside beside what she did', async () => {
  const auditor = await w.staff('AUDITOR', 'SYSTEM_ADMIN');
  for (const url of ['/admin/audit', '/admin/audit/export']) {
    const loader = routes.find((route) => route.url === url)?.module['loader'];
    const read = async (query: string) => JSON.stringify(await w.ask(loader, auditor, {}, undefined, `${url}${query}`));
    const all = await read('');
    expect([url, all.includes(ids.entry), leaksIn(all, secrets())]).toEqual([url, true, []]);
    expect([url, leaksIn(await read('?actor=Qu%C3%A0ng+Th%E1%BB%8B'), { entry: ids.entry, ownerId: ids.owner })]).toEqual([url, []]);
  }
});

it('catches a leak that is planted among the pages', async () => {
  const planted = page({ guard: 'signed-in' }, async ({ context }) => ({ rows: await context.db.selectFrom('contestant').select(['legal_name', 'tax_code']).execute() }));
  const { leaks } = await findLeaks(ask, [{ name: 'judge', person: judge, secrets: secrets() }], [...doors.slice(0, 3), { name: '/planted', route: { loader: planted } }]);
  expect(leaks).toEqual(['judge → /planted: legalName', 'judge → /planted: taxCode']);
});
