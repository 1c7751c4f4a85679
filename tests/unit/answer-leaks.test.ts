import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canWriteCampaigns } from '../../app/campaigns/policy.ts';
import { canSeeAnswerDesk, canTakeCalls } from '../../app/faq/policy.ts';
import { page } from '../../app/people/route.server.ts';
import type { Actor } from '../../app/people/actor.ts';
import { readEnv } from '../../app/platform/env.ts';
import { databaseFile, openDatabase, type Db } from '../../db/client.ts';
import { loadRoutes } from '../architecture/routes.ts';
import { everyAddress } from '../support/every-address.ts';
import { textOfFile } from '../support/file-text.ts';
import { listened } from '../support/listened.ts';
import { seedFullWorld, type Scenery } from '../support/scenery.ts';
import { temporaryFolder } from '../support/server.ts';
import { makeReaders, type Reader } from '../world/answer-readers.ts';
import { call } from '../world/calls.ts';
import { hiddenSlugs, hideAnswers, openAnswers, words, type HiddenAnswer, type SecretWord } from '../world/hidden-answers.ts';
import { makeSession } from '../world/people.ts';

/**
 * Everything that the product hands out, asked by everybody there is: no reader is shown a word of an answer that is not for her. Routes come from the table of
 * routes, at addresses where the seeded world has something, and what a route reads tells whether it comes near answers: nobody has to remember a new one.
 */
const folder = temporaryFolder();
const clock = { now: () => new Date(started) };
let started = 0;

interface World {
  db: Db;
  touched: () => Set<string>;
  hidden: HiddenAnswer[];
  readers: Reader[];
  /** Sessions of those whose pages the addresses are. */
  owners: ReadonlyMap<string, Reader>;
}
interface Place {
  url: string;
  loader: unknown;
  action: unknown;
  as: string | null;
  /** The address where something is, and those of each hidden answer. */
  known: Address;
  ofHidden: Address[];
  isNear: boolean;
}
interface Address {
  path: string;
  params: Record<string, string>;
}
let world: World;
let bare: World;
let places: Place[];

/** Everybody who reads, the same in both worlds: those who stand for many and each role, and those of the seeded world whose pages the addresses are. */
async function letIn(file: string, ids: Scenery['ids']): Promise<Pick<World, 'readers' | 'owners'>> {
  const db = openDatabase(file);
  const now = clock.now().toISOString();
  const readers = await makeReaders(db, now);
  const owners = await Promise.all(Object.entries(ids).map(async ([name, id]): Promise<[string, Reader]> => [name, { name, actor: null, token: await makeSession(db, { id, sessionId: `s-${name}` } as Actor, now) }]));
  await db.destroy();
  return { readers, owners: new Map(owners) };
}

/** What of the seeded world may point to answers. */
async function pointersOf(db: Db, { campaigns, call: taken, tickets, ids }: Scenery) {
  const rows = await db.selectFrom('campaign').select('id').where('id', 'in', Object.values(campaigns).map(String)).execute();
  return { campaigns: rows.map(({ id }) => id), calls: [taken], tickets: Object.values(tickets), editor: ids.editor, now: clock.now().toISOString() };
}

/** The values that a pattern of the table of routes takes from an address. */
function paramsIn(url: string, path: string): Record<string, string> {
  const given = (path.split('?')[0] ?? '').split('/');
  return Object.fromEntries(url.split('/').flatMap((segment, at) => (segment.startsWith(':') ? [[segment.slice(1), decodeURIComponent(given[at] ?? '')]] : [])));
}

/** The same page of something hidden: by its id, its address, its topic or its version, as the pattern asks for; what lies in a campaign, a call or a ticket stays there. */
function addressOf(url: string, known: Address, { entryId, slug, topic, number, versionId }: HiddenAnswer): Address {
  const stays = /^\/(campaigns|desk|tickets)\b/.test(url);
  const mine: Record<string, string> = { slug, key: topic, number: String(number), version: versionId, publication: versionId, id: entryId, entry: entryId };
  const params = Object.fromEntries(Object.entries(known.params).map(([name, value]) => [name, stays ? value : (mine[name] ?? value)]));
  const path = url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  return { path: `${path}?q=${encodeURIComponent('xử lý')}&open=${slug}&entry=${entryId}`, params };
}

beforeAll(async () => {
  const scenery = await seedFullWorld(folder.path);
  started = Date.now();
  const [file, copy] = [databaseFile(folder.path), join(folder.path, 'bare.db')];
  const people = await letIn(file, scenery.ids);
  copyFileSync(file, copy);
  const [full, without] = [listened(file), listened(copy)];
  world = { ...full, ...people, hidden: await hideAnswers(full.db, await pointersOf(full.db, scenery)) };
  bare = { ...without, ...people, hidden: [] };
  await openAnswers(bare.db);
  const modules = new Map((await loadRoutes()).map(({ url, module }) => [url, module]));
  places = everyAddress(scenery).map(({ url, as, path }) => placeOf(url, modules.get(url) ?? {}, as, path));
  for (const place of places) place.isNear = await comesNear(place);
  // Alone, this file is the first to load every page.
}, 300_000);
afterAll(async () => {
  await world?.db.destroy();
  await bare?.db.destroy();
  folder[Symbol.dispose]();
});

function placeOf(url: string, module: Record<string, unknown>, as: string | null, path: string): Place {
  const known = { path: `${path}${path.includes('?') ? '&' : '?q=xu+ly&'}open=kin`, params: paramsIn(url, path) };
  return { url, as, loader: module['loader'], action: module['action'], known, ofHidden: world.hidden.map((one) => addressOf(url, known, one)), isNear: false };
}

interface Told {
  status: number;
  said: string;
}
/** What a place tells a reader, as she would read it: a page's data, a file's words, the words of a refusal. */
async function read({ db }: World, loader: unknown, { path, params }: Address, { token }: Reader, form?: Record<string, string>): Promise<Told> {
  const env = readEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATA_DIR: folder.path });
  try {
    const { status, body, bytes, location, cookie } = await call(loader as never, { db, clock, path, params, ...(token ? { token } : {}), ...(form ? { form } : {}), context: { env, spendPoint: async () => undefined } });
    return { status, said: [bytes ? await textOfFile(bytes) : (JSON.stringify(body) ?? ''), location, cookie].join('\n') };
  } catch (error) {
    return { status: 500, said: String(error) };
  }
}

/** Who reads first whatever it is: those who stand for many, and whose page it is. */
const first = (of: World, { as }: Place): Reader[] => [...of.readers.slice(0, 4), ...(as ? [of.owners.get(as)] : [])].filter((one) => one !== undefined);

/** Whether reading it touches a table in which words of answers, or what points to them, are kept. */
async function comesNear(place: Place): Promise<boolean> {
  world.touched();
  for (const reader of first(world, place)) await read(world, place.loader, place.known, reader);
  return [...world.touched()].some((table) => /^(faq_|call_answer$|campaign_answer$|gap$)/.test(table));
}

/** Which words of hidden answers a reader may come upon at a place, and why. */
function mayRead(word: SecretWord, url: string, actor: Actor | null): boolean {
  const isOfficial = actor !== null && actor.accountKind !== 'SERVICE';
  if (!isOfficial) return false;
  // The workshop, and what the administrators' log tells of it.
  if (canSeeAnswerDesk(actor) && /^\/(answers|admin\/audit)\b/.test(url)) return true;
  if (word === 'internal') return true;
  // A campaign can be made to wait for an answer that is still to come: whoever sees the desk chooses it by its question, and reads no more of it.
  if (word === 'title') return canWriteCampaigns(actor) && canSeeAnswerDesk(actor) && url === '/campaigns/:id/answers';
  // What was read out to a caller stays in the record of the call; a campaign that waits for a former answer names it.
  if (word === 'former') return (canTakeCalls(actor) && url.startsWith('/desk/calls')) || (canWriteCampaigns(actor) && url === '/campaigns/:id/answers');
  return false;
}

/** Questions of answers that the seeded world's own people have written and not published. */
const inWriting = ['Đổi sang điện thoại mới thì đăng nhập VNeID thế nào', 'Mất thẻ căn cước thì làm lại ở đâu', 'Câu nạp từ tệp, chưa ai sửa', 'Những điều tổng đài viên không được hỏi người gọi', 'Câu mới từ tệp'];
const wordsIn = (said: string): SecretWord[] => (Object.keys(words) as SecretWord[]).filter((word) => said.includes(words[word]) || (word === 'title' && inWriting.some((question) => said.includes(question))));

/** Asks places as everybody. @returns one line for each leak, and where such words were read by somebody who may */
async function findLeaks(asked: readonly Place[], of: World): Promise<{ leaks: string[]; seen: Set<string> }> {
  const leaks = new Set<string>();
  const seen = new Set<string>();
  const judge = (url: string, { name, actor }: Reader, { said }: Told) => {
    for (const word of wordsIn(said)) {
      seen.add(url);
      if (!mayRead(word, url, actor)) leaks.add(`${url} shows ${word} words to ${name}`);
    }
  };
  for (const place of asked) {
    // Every role asks at the known address, for what is internal and for a draft; for the rest those ask who stand for many.
    const addresses = [place.known, ...(place.isNear ? new Map(place.ofHidden.map((address) => [address.path, address])).values() : [])];
    for (const [at, address] of addresses.entries()) {
      for (const reader of place.isNear && at < 3 ? of.readers : of.readers.slice(0, 4)) judge(place.url, reader, await read(of, place.loader, address, reader));
    }
  }
  return { leaks: [...leaks], seen };
}

/** Doors through which nothing is read, and files that the seeded world has not. */
const nothingThere = [
  '/*', '/campaigns/slots/:slot/photo', '/certificates/:id/pdf', '/admin/classes/:class/sessions/:session/qr-code', '/contest-desk/:contest/blindness/:entry/files/:file', '/contest-desk/:contest/entries/:entry/files/:file', '/contest-desk/:contest/lists/:list',
  '/contest-desk/adoptions/:id/files/:file', '/contests/:slug/adoption/files/:file', '/contests/entries/:id/files/:file', '/contests/entries/:id/files/:file/bytes', '/delivery-receipts/:channel', '/desk/sync', '/desk/telephony', '/go/:token', '/go/:token/arrival', '/judging/:assignment/files/:file',
  '/judging/duels/:duel/:side/files/:file', '/mail-bounces', '/push-renewal', '/reports/monthly/:report/files/:file', '/unsubscribe/:token',
].toSorted();
const stranger: Reader = { name: 'a stranger', actor: null };

describe('what is not for a reader', () => {
  it('is looked for wherever there is something to read, with those whose pages they are', async () => {
    const unread: string[] = [];
    for (const { url, as, loader, known } of places) {
      const { status } = await read(world, loader, known, as ? (world.owners.get(as) ?? stranger) : stranger);
      if (status >= 400) unread.push(url);
    }
    expect(unread.toSorted()).toEqual(nothingThere);
  });

  it('is shown to her by nothing that the product hands out', async () => {
    expect(hiddenSlugs).toHaveLength(13);
    const { leaks, seen } = await findLeaks(places, world);
    expect(leaks).toEqual([]);
    // The net has no holes: where such words may be read, they were.
    for (const url of ['/help', '/help/:slug', '/help/suggestions', '/search', '/desk', '/desk/calls/:id', '/desk/answers.json', '/answers', '/answers/:id', '/answers/:id/handout', '/answers/export', '/campaigns/:id/answers']) expect([...seen], url).toContain(url);
  }, 120_000);

  it('is seen by this test wherever it would be shown: at an address of which nobody has thought, from a table or by a search', async () => {
    const planted = page({ guard: 'public' }, ({ context }) => context.db.selectFrom('faq_version').select('question').where('audience', '=', 'INTERNAL').execute());
    const place = placeOf('/weather', { loader: planted }, null, '/weather');
    expect(await comesNear(place)).toBe(true);
    expect((await findLeaks([{ ...place, isNear: true }], world)).leaks).toEqual(expect.arrayContaining(['/weather shows internal words to a stranger', '/weather shows internal words to somebody from outside']));
    expect(await comesNear(placeOf('/weather', { loader: page({ guard: 'public' }, () => ({ sun: 1 })) }, null, '/weather'))).toBe(false);
  });

  it('changes nothing that a stranger or somebody from outside is told: no count, no topic, no status', async () => {
    // A search is noted under an id of its own, and whatever is not found is told with one.
    const plain = ({ status, said }: Told) => [status, said.replace(/"search":"[^"]*"/g, '')];
    for (const at of [0, 1]) {
      const [here, there] = [world.readers[at] as Reader, bare.readers[at] as Reader];
      for (const { url, loader, known, ofHidden, isNear } of places) {
        for (const address of isNear ? [known, ...ofHidden] : [known]) expect([url, ...plain(await read(world, loader, address, here))]).toEqual([url, ...plain(await read(bare, loader, address, there))]);
      }
    }
  }, 60_000);

  it('is not handed back by a form either, to whoever has nothing to do with the workshop', async () => {
    const { entryId, versionId, slug } = world.hidden[1] as HiddenAnswer;
    const form = { revision: '0', version: versionId, versionId, entry: entryId, entryId, into: 'LED', slug, q: 'xử lý', question: 'xử lý', helpful: 'no', outcome: 'NONE', deed: 'answer', answer: versionId, note: 'x', kind: 'LEGAL_HELP', model: '26' };
    const leaks: string[] = [];
    const statuses = new Map<number, number>();
    for (const { url, action, known, ofHidden } of places.filter((place) => place.action && place.url !== '/sign-out')) {
      for (const reader of world.readers.filter(({ actor }) => actor === null || !canSeeAnswerDesk(actor))) {
        for (const address of known.params['id'] || known.params['slug'] ? [known, ...ofHidden.slice(0, 2)] : [known]) {
          const { status, said } = await read(world, action, address, reader, form);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          for (const word of wordsIn(said)) if (!mayRead(word, url, reader.actor)) leaks.push(`${url} hands ${word} words back to ${reader.name}`);
        }
      }
    }
    expect(leaks).toEqual([]);
    // Most of it is not theirs to do; what is was looked at in earnest.
    expect([303, 403, 404, 422].filter((status) => (statuses.get(status) ?? 0) < 20)).toEqual([]);
  }, 60_000);
});
