import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRoutes, type LoadedRoute } from '../../../tests/architecture/routes.ts';
import { findLeaks, leaksIn, type Door, type Reader, type Secrets } from '../../../tests/world/blindness.ts';
import { call, type Answer } from '../../../tests/world/calls.ts';
import { phases, phasesWorld, planted, type Phase, type PhasesWorld } from '../../../tests/world/contest-phases.ts';
import { makeSession } from '../../../tests/world/people.ts';
import type { Actor } from '../../people/actor.ts';
import { page } from '../../people/index.server.ts';
import { readEnv } from '../../platform/env.ts';
import { queryKeysOf } from '../../platform/http/route.server.ts';
import { contestLists } from '../forms/contest-list.ts';

/*
 * The matrix beside this file asks one moment in depth, by doors that somebody wrote down. Here every address of the contest, found by the routes themselves, is asked in every phase by everybody, loader and action:
 * what is secret while identities are closed, what stays secret after the results, and what goes again with results that are taken back.
 */

let world: PhasesWorld;
let routes: LoadedRoute[];

beforeAll(async () => {
  world = await phasesWorld();
  routes = (await loadRoutes()).filter(({ file }) => file.startsWith('contest/routes/'));
}, 120_000);
afterAll(() => world[Symbol.asyncDispose]());

type Side = 'own' | 'other' | 'gone';
/** Ids for every parameter of an address: those of the first entry and its readers, those of another one, or those of one that was withdrawn. `undefined` for an address that this table does not know. */
function paramsOf(url: string, side: Side): Record<string, string> | undefined {
  const { ids, w } = world;
  const isOwn = side === 'own';
  const entry = { own: ids.entry, other: ids.other, gone: ids.gone }[side];
  const id = url.startsWith('/contests/entries') ? entry : url.startsWith('/contest-desk/adoptions') ? ids.adoption : url.startsWith('/contest-desk') ? w.contest.id : 'khong-co';
  const file = url.includes('/adoption') ? (isOwn ? ids.shown : ids.hidden) : url.startsWith('/judging') ? '1' : 'khong-co';
  const known: Record<string, string> = {
    id, entry, file, contest: w.contest.id, slug: w.contest.slug, assignment: isOwn ? ids.review : ids.otherReview, judge: isOwn ? ids.seat : ids.otherSeat, member: ids.member, duel: ids.duel, side: isOwn ? 'a' : 'b',
    step: ids.step, appeal: ids.appeal, withdrawal: ids.withdrawal, question: ids.question, version: '1', round: isOwn ? 'PRELIMINARY' : 'FINAL', part: 'summary', token: 'khong-co', list: contestLists[isOwn ? 0 : 2],
  };
  const names = [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  return names.every((name) => Object.hasOwn(known, name)) ? Object.fromEntries(names.map((name) => [name, known[name] ?? ''])) : undefined;
}

/** What somebody types who wants to find a person, and what buttons send. */
const junkForms: Record<string, string>[] = [{}, { deed: 'save', revision: '999', q: 'hoang', search: 'nuoi ong', reason: 'x' }];
const queryOf = (loader: unknown) => [...queryKeysOf(loader).length > 0 ? [new URLSearchParams(queryKeysOf(loader).map((key) => [key, 'quang'])).toString()] : [], 'q=khoang&sort=owner&order=desc&format=csv&page=1'];

function doors(): Door[] {
  const sidesOf = (url: string): Side[] => ['own', ...(url.includes(':') ? (['other'] as const) : []), ...(/entries\/:id|:entry/.test(url) ? (['gone'] as const) : [])];
  return routes.flatMap(({ url, module: { loader, action } }) => sidesOf(url).map((side): Door => ({ name: `${url} (${side})`, route: { loader, action }, params: paramsOf(url, side) ?? {}, queries: side === 'own' ? queryOf(loader) : [], forms: junkForms })));
}

interface Asker {
  name: string;
  person: Actor | null;
  secrets: Secrets;
}

const { owner, member, second, gone, scores, use, hiddenFile } = planted;
const firm: Secrets = { owner: owner.fullName, firm: owner.legalName, tax: owner.taxCode };
const addresses: Secrets = { 'owner address': owner.email, 'member address': member.email, 'second address': second.email, 'gone address': gone.email };
const nameless: Secrets = { second: second.fullName, gone: gone.fullName };
const entrants: Secrets = { ...firm, ...addresses, ...nameless, member: member.fullName };
const inside: Secrets = { 'hidden file': hiddenFile.name, 'its bytes': hiddenFile.bytes, withdrawal: planted.withdrawal, objection: planted.objection };
const without = (secrets: Secrets, ...names: string[]): Secrets => Object.fromEntries(Object.entries(secrets).filter(([name]) => !names.includes(name)));

/** What each of them must not learn in a phase, wherever she asks. */
function askers(phase: Phase): Asker[] {
  const { people, w } = world;
  const jury = (but?: Actor): Secrets => Object.fromEntries(w.judges.filter(({ person }) => person.id !== but?.id).map(({ name }, at) => [`judge ${at}`, name]));
  const numbers: Secrets = Object.fromEntries(w.entries.map(({ number }, at) => [`number ${at}`, number]));
  const isClosed = phase === 'JUDGED' || phase === 'FINAL';
  const pair: Secrets = { pair: planted.pair };
  const applied: Secrets = phase === 'TAKEN_BACK' ? { place: use.place, benefit: use.benefit, file: use.shownFile } : {};
  const results: Secrets = isClosed ? entrants : { ...addresses, ...nameless, ...inside, ...(phase === 'TAKEN_BACK' ? firm : {}) };
  const outside = { ...results, ...jury(), ...scores, ...pair, ...applied };
  // Her own team reads its own words; after the results also its scores and reasons.
  const ownTeam = { ...without({ ...(isClosed ? entrants : { ...addresses, ...nameless }), ...inside }, 'owner', 'firm', 'tax', 'member', 'owner address', 'member address'), ...jury(), ...(phase === 'PUBLIC' ? { note: scores.note } : { ...scores, ...pair }), ...applied };
  return [
    { name: 'visitor', person: null, secrets: outside },
    { name: 'stranger', person: people.stranger, secrets: outside },
    { name: 'learner', person: people.learner, secrets: outside },
    // The other entry is the rival's own.
    { name: 'rival', person: people.rival, secrets: without(outside, 'second', 'second address', ...(phase === 'PUBLIC' ? ['comment', 'reason', 'pair'] : [])) },
    { name: 'owner', person: people.owner, secrets: ownTeam },
    { name: 'member', person: people.member, secrets: ownTeam },
    // She has written what the others have written; once identities are open she reads entries as they were typed, and which two stand in her pair is drawn.
    { name: 'judge', person: people.judge, secrets: { ...(isClosed ? results : without(results, 'owner address', 'owner', 'firm', 'second')), ...(isClosed ? numbers : {}), ...jury(people.judge), ...applied } },
    // Unit leaders see what their unit applies, and who is behind a prize only when she agreed.
    { name: 'leader', person: people.leader, secrets: without({ ...results, ...jury(), ...scores, ...pair }, 'hidden file', 'its bytes') },
    { name: 'everything', person: people.everything, secrets: { ...(isClosed ? entrants : {}), ...jury(), ...scores, ...pair } },
    { name: 'auditor', person: w.auditor, secrets: { ...(isClosed ? entrants : {}), ...scores, ...(phase === 'FINAL' ? pair : {}) } },
    { name: 'publisher', person: w.publisher, secrets: { ...(isClosed ? entrants : {}), ...(phase === 'JUDGED' ? scores : {}), ...(phase === 'FINAL' ? pair : {}) } },
    { name: 'organiser', person: w.organiser, secrets: { ...(phase === 'JUDGED' ? without(scores, 'note') : {}), ...(phase === 'FINAL' ? pair : {}) } },
  ];
}

/** Asks as a browser would, in a copy of the phase of its own, so that what a button does is undone for the next reader. */
async function leaksOf(phase: Phase, { name, person, secrets }: Asker, asked: readonly Door[]): Promise<{ leaks: string[]; asked: number; statuses: Set<number> }> {
  await using db = await world.at[phase]();
  const { clock } = world.w;
  const token = person ? await makeSession(db, person, clock.now().toISOString(), { idleMinutes: 600_000, hours: 24_000 }) : undefined;
  const context = { env: readEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATA_DIR: world.dataDir }) };
  const ask = (route: unknown, _as: Actor, params: Record<string, string> = {}, form?: Record<string, string>, path = '/judging'): Promise<Answer> => {
    const query = path.includes('?') ? path.slice(path.indexOf('?')) : '';
    const url = Object.entries(params).reduce((address, [key, value]) => address.replace(`:${key}`, value), routes.find(({ module }) => module['loader'] === route || module['action'] === route)?.url ?? '/contests');
    return call(route as never, { db, clock, path: `${url}${query}`, params, ...(token ? { token } : {}), ...(form ? { form } : {}), context }).catch((error: Error) => ({ status: 500, location: null, cookie: null, body: error.message, text: null }));
  };
  const reader: Reader = { name, person: person ?? world.w.organiser, secrets };
  // All pages first, then all buttons: a button may take the reader out of her team.
  const pages = await findLeaks(ask, [reader], asked.map((door) => ({ ...door, route: { loader: door.route.loader } })));
  const buttons = await findLeaks(ask, [reader], asked.map((door) => ({ ...door, route: { action: door.route.action } })));
  const mails = person ? JSON.stringify(await db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select(['m.content', 'm.reason', 'r.variables']).where('r.user_id', '=', person.id).execute()) : '';
  return { leaks: [...pages.leaks, ...buttons.leaks, ...leaksIn(mails, secrets).map((secret) => `${name} → mail: ${secret}`)], asked: pages.asked + buttons.asked, statuses: new Set([...pages.statuses, ...buttons.statuses]) };
}

it('knows an id for every parameter of every address of the contest, so that a new address cannot be forgotten', () => {
  expect(routes.filter(({ url }) => paramsOf(url, 'own') === undefined).map(({ url }) => url)).toEqual([]);
  expect(routes.length).toBeGreaterThan(120);
  expect(Object.entries(world.ids).filter(([, id]) => id === 'khong-co')).toEqual([]);
});

describe.each(phases)('in the phase %s', (phase) => {
  it.each(['visitor', 'stranger', 'learner', 'rival', 'owner', 'member', 'judge', 'leader', 'everything', 'auditor', 'publisher', 'organiser'])('%s learns nothing that is not hers, on no page, by no button and in no mail', async (name) => {
    const asker = askers(phase).find((one) => one.name === name);
    if (!asker) throw new Error(`nobody is called ${name}`);
    const { leaks, asked, statuses } = await leaksOf(phase, asker, doors());
    expect([...new Set(leaks)]).toEqual([]);
    expect(asked).toBeGreaterThan(400);
    expect(statuses.has(200)).toBe(true);
  }, 120_000);
});

describe('the matrix itself', () => {
  /** Who does read it, so that silence elsewhere means something. */
  it.each<[Phase, string, Secrets]>([
    ['JUDGED', 'organiser', { ...without(firm, 'tax'), ...nameless, note: scores.note }],
    ['FINAL', 'publisher', { comment: scores.comment, reason: scores.reason, note: scores.note }],
    ['PUBLIC', 'visitor', { firm: owner.legalName, place: use.place, benefit: use.benefit, file: use.shownFile }],
    ['PUBLIC', 'owner', { comment: scores.comment, reason: scores.reason, pair: planted.pair }],
    ['PUBLIC', 'auditor', { pair: planted.pair }],
    ['PUBLIC', 'leader', { 'hidden file': hiddenFile.name, 'its bytes': hiddenFile.bytes }],
    ['PUBLIC', 'organiser', { ...inside, judge: 'Giám khảo Bí Mật 1' }],
    ['TAKEN_BACK', 'leader', { place: use.place, 'hidden file': hiddenFile.name, file: use.shownFile }],
    ['TAKEN_BACK', 'organiser', { ...without(firm, 'tax'), ...nameless, place: use.place }],
  ])('finds in the phase %s what the %s may read', async (phase, name, secrets) => {
    const asker = askers(phase).find((one) => one.name === name);
    const { leaks } = await leaksOf(phase, { name, person: asker?.person ?? null, secrets }, doors());
    expect(Object.keys(secrets).filter((secret) => !leaks.some((leak) => leak.endsWith(`: ${secret}`)))).toEqual([]);
  }, 120_000);

  it('asks a route that is added tomorrow, and catches what it tells: by a page, by a button, by an error', async () => {
    const all = routes;
    const loader = page({ guard: 'public' }, async ({ context }) => ({ rows: await context.db.selectFrom('contestant').select('legal_name').execute() }));
    const action = page({ guard: 'signed-in' }, async ({ context }) => {
      throw new Error((await context.db.selectFrom('user_account').select('email').where('email', '=', owner.email).executeTakeFirstOrThrow()).email ?? '');
    });
    routes = [...all.slice(0, 2), { url: '/contests/:slug/planted', file: 'contest/routes/planted.ts', module: { loader, action } }];
    const judge = askers('FINAL').find(({ name }) => name === 'judge') ?? { name: '', person: null, secrets: {} };
    const { leaks } = await leaksOf('FINAL', judge, doors());
    routes = all;
    expect([...new Set(leaks)]).toEqual(expect.arrayContaining(['judge → /contests/:slug/planted (own): firm', 'judge → /contests/:slug/planted (own) (form): owner address']));
    expect(leaks.every((leak) => leak.includes('planted'))).toBe(true);
  });

  it('says which address it does not know', () => {
    expect([paramsOf('/contests/:slug/:novelty', 'own'), Object.keys(paramsOf('/contest-desk/:contest/entries/:entry', 'other') ?? {})]).toEqual([undefined, ['contest', 'entry']]);
  });
});
