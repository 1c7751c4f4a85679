import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { proposeAdoption } from '../../app/contest/commands/propose-adoption.server.ts';
import * as files from '../../app/contest/routes/adoption-files.tsx';
import type { Actor } from '../../app/people/actor.ts';
import { readEnv } from '../../app/platform/env.ts';
import { pageFaults, renderRoute } from '../support/render-route.tsx';
import { call, callForFile } from './calls.ts';
import { publishedWorld } from './contest-published.ts';
import type { ResultsWorld } from './contest-results.ts';
import { makeSession, makeUnit } from './people.ts';

export interface UseWorld extends ResultsWorld {
  leader: Actor;
  stranger: Actor;
  unit: string;
  id: string;
  folder: string;
  revision(): Promise<string>;
  send(route: { action: unknown }, form: Record<string, string> | FormData, params?: Record<string, string>, as?: Actor): ReturnType<typeof call>;
  fetchFile(route: unknown, as: Actor | null, params: Record<string, string>): Promise<Response>;
  upload(name: string, bytes: Buffer, as?: Actor): ReturnType<typeof call>;
  html(route: { loader: unknown }, as: Actor | null, params?: Record<string, string>): Promise<string>;
}

/** A prize that a commune applies, with a folder for its files. */
export async function useWorld(): Promise<UseWorld> {
  const w = await publishedWorld();
  const folder = mkdtempSync(join(tmpdir(), 'hoc06-use-'));
  const unit = await makeUnit(w.db, { name: 'UBND xã Gia Viễn' });
  const [leader, stranger] = [await w.person('UNIT_LEADER', unit), await w.person('UNIT_LEADER', await makeUnit(w.db, { name: 'UBND xã khác' }))];
  const made = await proposeAdoption(w.ports, w.organiser, { contest: w.contest.id, entry: w.entries[0]?.id ?? '', unit });
  const id = made.ok ? made.id : '';
  const context = { env: readEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATA_DIR: folder }) };
  const tokens = new Map<string, string>();
  const asked = async (as: Actor | null, params: Record<string, string>) => {
    if (as && !tokens.has(as.id)) tokens.set(as.id, await makeSession(w.db, as, w.clock.now().toISOString()));
    const token = as && tokens.get(as.id);
    return { db: w.db, clock: w.clock, path: '/contest-desk/here', params: { id, contest: w.contest.id, slug: w.contest.slug, ...params }, ...(token ? { token } : {}), context };
  };
  const revision = async () => String((await w.db.selectFrom('adoption').select('revision').executeTakeFirstOrThrow()).revision);
  const send: UseWorld['send'] = async (route, form, params = {}, as = leader) => call(route.action as never, { ...(await asked(as, params)), form: form instanceof FormData ? form : { revision: await revision(), ...form } });
  return {
    ...w, leader, stranger, unit, id, folder, revision, send,
    fetchFile: async (route, as, params) => callForFile(route as never, await asked(as, params)),
    async upload(name, bytes, as = leader) {
      const form = new FormData();
      form.append('file', new File([new Uint8Array(bytes)], name));
      return send(files, form, {}, as);
    },
    async html(route, as, params = {}) {
      const answer = await call(route.loader as never, await asked(as, params));
      expect(answer.status).toBe(200);
      const pages = (['vi', 'en'] as const).map((locale) => renderRoute(route, { data: JSON.parse(JSON.stringify(answer.body)), locale }));
      expect(pages.map((page) => pageFaults(page).filter((fault) => !fault.startsWith('no label: input class="tick" type="radio"')))).toEqual([[], []]);
      return pages[0] ?? '';
    },
    async [Symbol.asyncDispose]() {
      await w[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
