import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCampaign } from '../../app/campaigns/commands/write-campaign.server.ts';
import { canWriteCampaigns } from '../../app/campaigns/policy.ts';
import { canSeeAnswerDesk } from '../../app/faq/policy.ts';
import { roles, type Actor } from '../../app/people/actor.ts';
import type { Db } from '../../db/client.ts';
import { loadRoutes, type LoadedRoute } from '../architecture/routes.ts';
import { testClock } from '../support/clock.ts';
import { freshDb } from '../support/db.ts';
import { textOfFile } from '../support/file-text.ts';
import { makeAnswer, type AnswerTraits } from '../world/answers.ts';
import { aGoal } from '../world/campaigns.ts';
import { call, testPorts } from '../world/calls.ts';
import { makePerson, makeSession } from '../world/people.ts';

/**
 * Every page, list, search, suggestion, file and copy that the product hands out, asked by everybody there is: no reader is shown a word of an answer that is not
 * for her. Routes come from the table of routes, so a new one is asked as well.
 */
const [internalWord, unpublishedWord, titleWord] = ['noibotuyetdoi', 'chuacongbobaogio', 'tieudechuacongbo'];
const hidden: Record<string, AnswerTraits> = {
  kin: { audience: 'INTERNAL' },
  'ban-nhap': { state: 'DRAFT' },
  'da-trinh': { state: 'SUBMITTED' },
  'da-duyet': { state: 'APPROVED' },
  'hen-sau': { publishAt: '2030-01-01T00:00:00.000Z' },
  'da-rut': { withdrawAt: '2026-02-01T00:00:00.000Z' },
};
const clock = testClock();
type Reader = { name: string; actor: Actor | null; token?: string };

interface World {
  db: Db;
  campaign: string;
  entries: string[];
  readers: Reader[];
}
let world: World;
let bare: World;
let routes: LoadedRoute[];

async function makeWorld(withHidden: boolean): Promise<World> {
  const db = await freshDb();
  await makeAnswer(db, { slug: 'cong-khai', question: 'Xử lý thẻ mất ở đâu?', related: ['kin', 'ban-nhap'] });
  const entries: string[] = [];
  for (const [slug, traits] of withHidden ? Object.entries(hidden) : []) {
    const word = slug === 'kin' ? internalWord : unpublishedWord;
    entries.push((await makeAnswer(db, { slug, topic: `chu-de-${slug}`, question: `Xử lý ${slug === 'kin' ? internalWord : titleWord} thế nào?`, variants: [word], short: word, body: word, papers: [word], place: word, ...traits })).entryId);
  }
  const named = async (name: string, actor: Actor): Promise<Reader> => ({ name, actor, token: await makeSession(db, actor, clock.now().toISOString(), { id: `s-${actor.id}` }) });
  const grant = (role: (typeof roles)[number]) => ({ role, scope: 'ALL' as const, unitId: null });
  const maker = await makePerson(db, { grants: [grant('CAMPAIGN_MAKER')] });
  const made = await addCampaign(testPorts(db, clock), maker, { code: 'TT-2026-01', ...aGoal });
  // It waits for answers of every kind; what was withdrawn may be named, because the public had it.
  const waitsFor = entries.filter((_, at) => Object.keys(hidden)[at] !== 'da-rut');
  if (made.ok && waitsFor.length > 0) await db.insertInto('campaign_answer').values(waitsFor.map((entry_id) => ({ campaign_id: made.id, entry_id }))).execute();
  const outside = await makePerson(db);
  await db.updateTable('user_account').set({ account_kind: 'SERVICE' }).where('id', '=', outside.id).execute();
  const readers = [{ name: 'a stranger', actor: null }, await named('somebody from outside', { ...outside, accountKind: 'SERVICE' }), await named('an official', await makePerson(db)), await named('whoever has every role', await makePerson(db, { grants: roles.map(grant) }))];
  for (const role of roles) readers.push(await named(role, await makePerson(db, { grants: [grant(role)] })));
  return { db, campaign: made.ok ? made.id : '', entries, readers };
}

beforeAll(async () => {
  routes = (await loadRoutes()).filter(({ url, module }) => module['loader'] && url.startsWith('/'));
  [world, bare] = [await makeWorld(true), await makeWorld(false)];
  // Alone, this file is the first to load every page.
}, 300_000);
afterAll(async () => {
  await world.db.destroy();
  await bare.db.destroy();
});

/** Where answers are at home, or are handed on from: these are asked by every role for every hidden answer. */
const isNear = (url: string) => /^\/(help|answers|desk|tickets|search|crime)/.test(url) || /^\/campaigns\/:id\/(answers|content|check)/.test(url);

/** The addresses of a route; what it is given are hidden answers, and a campaign where one is asked for. */
function paramsOf({ url }: LoadedRoute, { entries, campaign }: World): Record<string, string>[] {
  const names = [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  if (names.length === 0) return [{}];
  const slugs = Object.keys(hidden);
  const [ids, keys] = [url.startsWith('/campaigns') ? [campaign] : entries.length > 0 ? entries : ['x'], slugs.map((slug) => `chu-de-${slug}`)];
  const choose = (name: string, at: number) => (name === 'slug' ? slugs[at % slugs.length] : name === 'key' ? keys[at % keys.length] : name === 'id' ? ids[at % ids.length] : name === 'number' ? '1' : 'x') ?? 'x';
  return Array.from({ length: /^\/(help|answers)/.test(url) ? slugs.length : 1 }, (_, at) => Object.fromEntries(names.map((name) => [name, choose(name, at)])));
}

async function read({ db }: World, { url, module }: LoadedRoute, params: Record<string, string>, token: string | undefined): Promise<{ status: number; said: string }> {
  const path = `${url.replace(/:(\w+)/g, (_, name: string) => params[name] ?? 'x')}?q=xu+ly&open=${params['slug'] ?? 'kin'}`;
  const answer = await call(module['loader'] as never, { db, clock, path, params, ...(token ? { token } : {}), context: { spendPoint: async () => undefined } });
  return { status: answer.status, said: answer.bytes ? await textOfFile(answer.bytes) : (JSON.stringify(answer.body) ?? '') };
}

describe('what is not for a reader', () => {
  it('is shown to her by nothing that the product hands out', async () => {
    const leaks: string[] = [];
    const seen = new Set<string>();
    for (const route of routes) {
      const readers = isNear(route.url) ? world.readers : [world.readers[0], world.readers[3]].filter((one) => one !== undefined);
      for (const [at, params] of paramsOf(route, world).entries()) {
        // Every role asks for what is internal and for a draft; the other states are asked for by nobody, anybody, and whoever has every role.
        for (const { name, actor, token } of at < 2 ? readers : readers.slice(0, 4)) {
          const { said } = await read(world, route, params, token);
          const isOfficial = actor !== null && actor.accountKind !== 'SERVICE';
          const isWorkshop = isOfficial && canSeeAnswerDesk(actor) && route.url.startsWith('/answers');
          if (said.includes(internalWord) && !isOfficial) leaks.push(`${route.url} shows an internal answer to ${name}`);
          if (said.includes(unpublishedWord) && !isWorkshop) leaks.push(`${route.url} shows an unpublished answer to ${name} (${JSON.stringify(params)})`);
          // A campaign can be made to wait for an answer that is still to come: whoever sees the desk chooses it by its question, and reads no more of it.
          const mayChoose = isOfficial && canWriteCampaigns(actor) && canSeeAnswerDesk(actor) && route.url === '/campaigns/:id/answers';
          if (said.includes(titleWord) && !isWorkshop && !mayChoose) leaks.push(`${route.url} shows the question of an unpublished answer to ${name}`);
          if ([internalWord, unpublishedWord, titleWord].some((word) => said.includes(word))) seen.add(route.url);
        }
      }
    }
    expect(leaks).toEqual([]);
    // The net has no holes: where such words may be read, they were.
    for (const url of ['/help', '/help/:slug', '/help/suggestions', '/search', '/desk', '/desk/answers.json', '/answers', '/answers/:id', '/answers/:id/handout', '/answers/export', '/campaigns/:id/answers']) expect([...seen], url).toContain(url);
  });

  it('changes nothing that a stranger or somebody from outside is told: no count, no topic, no status', async () => {
    const asked = routes.filter(({ url }) => isNear(url));
    // A search is noted under an id of its own, and whatever is not found is told with one.
    const plain = ({ status, said }: { status: number; said: string }) => [status, said.replace(/"search":"[^"]*"/g, '')];
    for (const at of [0, 1]) {
      for (const route of asked) {
        for (const params of paramsOf(route, world)) {
          const [here, there] = [await read(world, route, params, world.readers[at]?.token), await read(bare, route, params, bare.readers[at]?.token)];
          expect([route.url, ...plain(here)]).toEqual([route.url, ...plain(there)]);
        }
      }
    }
  });
});
