import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { roles } from '../../app/people/actor.ts';
import { loadRoutes, type LoadedRoute } from '../architecture/routes.ts';
import { projectRoot } from '../architecture/tree.ts';
import { makeAnswer } from '../world/answers.ts';
import { call } from '../world/calls.ts';
import { campaignWorld, type CampaignWorld } from '../world/campaigns.ts';
import { aMessage, written } from '../world/messages.ts';
import { makePerson, makeSession } from '../world/people.ts';
import { makeTicket } from '../world/tickets.ts';

/**
 * Everything of messages, campaigns and answers that takes a form or an address, by somebody who may do all of it and means no good: whatever comes, each answers
 * with a page, a refusal or a way on. An error that nobody expected is thrown here as it would be logged with a 500.
 */
const features = ['messaging', 'campaigns', 'faq'];
let w: CampaignWorld;
let token: string;
let routes: LoadedRoute[];
let fields: string[];
let fixed: Record<string, string>;
let ids: string[];
const there = new Map<string, { path: string; params: Record<string, string> }[]>();

beforeAll(async () => {
  routes = (await loadRoutes()).filter(({ file }) => features.some((feature) => file.startsWith(`${feature}/`)));
  fields = await fieldNames();
  w = await campaignWorld();
  await w.write({ LED: { pages: ['CẢNH BÁO'], seconds: 6 } });
  const everybody = await makePerson(w.db, { unitId: w.unit, grants: roles.map((role) => ({ role, scope: 'ALL', unitId: null })) });
  token = await makeSession(w.db, everybody, w.clock.now().toISOString());
  const [{ entryId, versionId }, draft] = [await makeAnswer(w.db), await makeAnswer(w.db, { state: 'DRAFT' })];
  const now = w.clock.now().toISOString();
  const ticket = await makeTicket(w.db, w.clock, everybody);
  const messageId = await written(w.db, aMessage([everybody.id], { now, sendAt: now, notAfter: '2026-12-30T00:00:00.000Z' }));
  ids = [w.id, entryId, draft.entryId, ticket, messageId];
  // What has to fit for a form to be looked at in earnest; every other field takes what it is given.
  fixed = {
    revision: '0', version: versionId, entry: entryId, entryId, hash: '0'.repeat(64), when: 'now', kind: 'LED', topic: 'SECURITY', audience: 'PUBLIC', urgency: 'NORMAL', model: '26', confidence: 'A', volatility: 'LOW', asOf: '2026-09-30', deed: 'save', channel: 'EMAIL', locale: 'vi', messageId, number: '1',
    sendAt: '2026-11-24T09:00', notAfter: '2026-11-30T09:00', stagger: '0', target: '80', after: '14', seconds: '6', unitId: w.unit, receivedAt: '2026-11-23T08:00', accepted: '1', resolution: 'DRAFT', decision: 'KEEP', helpful: 'yes', infoType: 'SECURITY', way: 'POLICE_113', answer: '0',
  };
  // Only what a route knows is worth a form; of what is none one is enough.
  for (const { url, module } of routes.filter((route) => route.module['action'])) {
    const known: { path: string; params: Record<string, string> }[] = [];
    for (const address of addressesOf(url, ids)) {
      const { status } = await call(module['loader'] as never, { db: w.db, clock: w.clock, token, ...address });
      if (status !== 404) known.push(address);
    }
    there.set(url, known.length === ids.length ? known.slice(0, 2) : known);
  }
  // Alone, this file is the first to load every page.
}, 300_000);
afterAll(() => w[Symbol.asyncDispose]());

/** Every name of a field that a form of the three features knows. */
async function fieldNames(): Promise<string[]> {
  const names = new Set<string>();
  for (const feature of features) {
    const folder = join(projectRoot, 'app', feature, 'forms');
    for (const file of readdirSync(folder).filter((one) => !one.includes('.test.'))) {
      const forms = (await import(pathToFileURL(join(folder, file)).href)) as Record<string, { shape?: object } | undefined>;
      for (const form of Object.values(forms)) for (const name of Object.keys(form?.shape ?? {})) names.add(name);
    }
  }
  return [...names];
}

/** The addresses of a route: with things that are there, and with what is none. */
function addressesOf(url: string, given: readonly string[]): { path: string; params: Record<string, string> }[] {
  const names = [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  if (names.length === 0) return [{ path: url, params: {} }];
  return given.map((value) => {
    const params = Object.fromEntries(names.map((name) => [name, value]));
    return { path: url.replace(/:\w+/g, () => encodeURIComponent(value)), params };
  });
}

async function ask(route: LoadedRoute, kind: 'loader' | 'action', { path, params }: { path: string; params: Record<string, string> }, form?: [string, string][] | FormData): Promise<string | null> {
  try {
    const { status } = await call(route.module[kind] as never, { db: w.db, clock: w.clock, path, params, token, ...(form ? { form } : {}), context: { spendPoint: async () => undefined } });
    return status < 500 || status === 503 ? null : `${kind} ${path.slice(0, 120)}: ${status}`;
  } catch (error) {
    return `${kind} ${path.slice(0, 120)}: ${String(error)}`;
  }
}

const strangeIds = ['x', '..', '__proto__', 'constructor', "' or 1=1 --", '018f0000-0000-7000-8000-000000000000', '0'.repeat(36), 'x'.repeat(5_000), 'ă\u0301', '\u0000', '\uFFFD', '-1', '1e9', ' '];

it('no address brings any of them down', async () => {
  const faults: string[] = [];
  for (const route of routes) {
    for (const address of addressesOf(route.url, [...ids, ...strangeIds])) {
      if (route.module['loader']) faults.push(...[await ask(route, 'loader', address), await ask(route, 'loader', { ...address, path: `${address.path}?q=%00&page=-1&done=__proto__&before=x&open=%ED%A0%80&state=%27&month=2026-99&year=1e9&view[]=1&view=2&view=3` })].filter((fault) => fault !== null));
    }
  }
  expect(faults).toEqual([]);
});

const values: [name: string, value: string][] = [
  ['nothing', ''], ['blanks', ' \u00A0\u200B\n '], ['a null sign', 'a\u0000b'], ['half of a pair', 'a\uD800b'], ['what is half composed', 'Quê\u0301 hương'.normalize('NFD')], ['the name of everything’s ancestor', '__proto__'], ['SQL', "'; drop table message; --"],
  ['markup', '<script>alert(1)</script>{{ten}}'], ['a very long word', 'a'.repeat(4_000)], ['many lines', 'a\r\n'.repeat(400)], ['a huge number', '9'.repeat(400)], ['less than nothing', '-1'], ['a number that is none', 'NaN'], ['a far year', '+275760-09-13T00:00'], ['signs that turn the line around', '\u202Eabc\u2066'], ['emoji', '👩‍👩‍👧‍👦'.repeat(50)],
];

it.each(values)('%s in every field brings none of them down', async (what, value) => {
  const isOdd = ['nothing', 'a null sign', 'a far year'].includes(what);
  const faults: string[] = [];
  for (const route of routes.filter(({ module }) => module['action'])) {
    // What is large is sent once; all fields of it together still fit into a form.
    for (const address of (there.get(route.url) ?? []).slice(0, value.length > 1_000 ? 1 : undefined)) {
      const all = fields.map((name): [string, string] => [name, value]);
      const some = fields.map((name): [string, string] => [name, fixed[name] ?? value]);
      // Each field twice, and as one of many.
      const twice = some.flatMap(([name, one]): [string, string][] => [[name, one], [name, value], [`${name}[]`, value], [`${name}[]`, value]]);
      for (const form of isOdd ? [all, some, twice] : [some]) faults.push(...[await ask(route, 'action', address, form)].filter((fault) => fault !== null));
    }
  }
  expect(faults).toEqual([]);
});

it('a file where words are wanted, words where a file is wanted, and a form with nothing in it bring none of them down', async () => {
  const faults: string[] = [];
  for (const route of routes.filter(({ module }) => module['action'])) {
    for (const address of there.get(route.url) ?? []) {
      const files = new FormData();
      for (const name of fields) files.append(name, new File(['\u0000x'], '../../x\u0000.csv', { type: 'text/csv' }));
      for (const form of [files, new FormData(), [] as [string, string][]]) faults.push(...[await ask(route, 'action', address, form)].filter((fault) => fault !== null));
    }
  }
  expect(faults).toEqual([]);
});
