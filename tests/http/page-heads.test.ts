import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseFile, openDatabase, type Db } from '../../db/client.ts';
import { pageEntries } from '../e2e/pages/entries.ts';
import { ask } from '../support/http.ts';
import { cookieOf } from '../support/request.ts';
import { seedFullWorld } from '../support/scenery.ts';
import { startServer, temporaryFolder, type RunningServer } from '../support/server.ts';

interface Head {
  url: string;
  path: string;
  title: string;
  /** The trail: names and addresses, without the query. */
  trail: { name: string; path: string | null }[];
}

/** Pages above another by their address that its trail does not name, and why. */
const unnamed: Readonly<Record<string, string>> = {
  '/attempts/:attempt/check': 'an attempt under way has no frame that leads away from it',
  '/attempts/:attempt/result': 'the attempt is over; the trail leads to its test',
  '/contest-desk/:contest/decisions/:entry/sheets': 'also for people who read the sheets and decide nothing',
  '/desk/calls/:id/number': 'an agent comes from the desk; the list of calls is for supervisors',
  '/tickets/:id/reply/sending': 'the page above, after its form was refused',
  '/verify/:code': 'the page behind a QR code, for strangers',
};
/** Tabs of one page, each with an address. */
const tabs = ['calendar', 'history', 'escalations', 'policy'].map((tab) => `/admin/reminders/${tab}`);
/** Doors for whoever is not signed in or is led here by a link: there is nothing to go back to. */
const doors = ['/contests/register', '/contests/sign-in', '/contests/sign-in/:id', '/contests/profile/address/:id'];

/** Pages past the document's pipeline, named by what they show. */
const drawnAlone = ['/learn/:course/:lesson', '/verify/:code'];

const folder = temporaryFolder();
let server: RunningServer;
let db: Db;
const heads: Head[] = [];

beforeAll(async () => {
  const scenery = await seedFullWorld(folder.path);
  db = openDatabase(databaseFile(folder.path));
  server = await startServer({ dataDir: folder.path, env: { RATE_LIMITS: 'off', PUSH: 'on' } });
  const session = { at: new Date().toISOString(), expiresAt: new Date(Date.now() + 3_600_000).toISOString() };
  for (const [url, { as, at }] of Object.entries(pageEntries)) {
    const path = at(scenery);
    const { text, status } = await ask(server.url + path, { headers: as ? { cookie: await cookieOf(db, scenery.ids[as], session) } : {} });
    if (status === 200) heads.push({ url, path: path.split(/[?#]/)[0] ?? '', ...headOf(text) });
  }
});
afterAll(async () => {
  await server.kill();
  await db.destroy();
  folder[Symbol.dispose]();
});

const plain = (markup = '') => markup.replace(/<svg.*?<\/svg>/gs, '').replace(/<[^>]+>/g, '').trim();

function headOf(text: string): Pick<Head, 'title' | 'trail'> {
  const crumbs = [...(/<nav class="crumbs".*?<\/nav>/s.exec(text)?.[0] ?? '').matchAll(/<li>.*?<\/li>/gs)];
  return { title: plain(/<title>(.*?)<\/title>/s.exec(text)?.[1]), trail: crumbs.map(([item]) => ({ name: plain(item), path: /<a href="([^"?#]*)/.exec(item)?.[1] ?? null })) };
}

/** The pages above one by its address, with their addresses in the seeded world. */
function above({ url, path }: Head): { url: string; path: string }[] {
  const [names, parts] = [url.split('/'), path.split('/')];
  return names.slice(2).map((_, at) => ({ url: names.slice(0, at + 2).join('/'), path: parts.slice(0, at + 2).join('/') })).filter((one) => one.url in pageEntries);
}

/** The part of the program that an address belongs to; units that carry adoptions have a page of their own, though not the desk above it. */
const partOf = (url: string): string => (url.startsWith('/contest-desk/adoptions') ? 'adoptions' : (url.split('/')[1] ?? ''));

describe('the head of every page', () => {
  it('was looked at', () => expect(heads.length).toBeGreaterThan(Object.keys(pageEntries).length - 5));

  it('names every page above in its trail, from the top down, and leads nowhere at its end', () => {
    const faults = heads.filter(({ url }) => !(url in unnamed) && !tabs.includes(url) && !doors.includes(url) && url !== '/contest-desk/adoptions').flatMap((head) => {
      const places = above(head).filter(({ url }) => partOf(url) === partOf(head.url)).map(({ path }) => head.trail.findIndex((crumb) => crumb.path === path));
      const isSound = head.trail.every(({ path }, at) => (path === null) === (at === head.trail.length - 1)) && places.every((place, at) => place > (places[at - 1] ?? -1));
      return isSound ? [] : [`${head.url}: ${head.trail.map(({ name }) => name).join(' > ')}`];
    });
    expect(faults).toEqual([]);
  });

  it('begins its trail where all pages of its part begin theirs', () => {
    const roots = Map.groupBy(heads.filter(({ trail }) => trail.length > 0), ({ url }) => partOf(url));
    const several = [...roots].map(([part, pages]) => [part, ...new Set(pages.map(({ trail: [root] }) => root?.name))]).filter((names) => names.length > 2);
    expect(several).toEqual([]);
    expect(roots.get('admin')?.every(({ trail: [root] }) => root?.path === '/admin')).toBe(true);
  });

  it('has a title that no other page has', () => {
    const same = [...Map.groupBy(heads.filter(({ url }) => !(url in unnamed)), ({ title }) => title)].filter(([, pages]) => pages.length > 1).map(([title, pages]) => [title, ...pages.map(({ url }) => url)]);
    expect(same).toEqual([]);
    for (const { url, title, trail } of heads.filter(({ url: one }) => !drawnAlone.includes(one))) expect([url, title.endsWith(' – hoc06'), trail.every(({ name }) => title.includes(name))]).toEqual([url, true, true]);
  });
});
