import { spawn } from 'node:child_process';
import type { Server } from 'node:http';
import type { ServerBuild } from '@remix-run/node';
import { createProductDispatcher } from '../jobs/dispatcher.ts';
import { createJobRunner } from '../jobs/registry.ts';
import { scheduleDue } from '../jobs/schedules.ts';
import { boot, type Program } from './bootstrap.server.ts';
import { tellBrokenSettings } from './frame/broken-settings.server.ts';
import { warmSearch } from './faq/index.server.ts';
import { createBeacon } from './learning/index.server.ts';
import { ensureFirstAdminLink, momentOf } from './people/index.server.ts';
import { loadBuilt } from './platform/built.ts';
import { readEnv, type Env } from './platform/env.ts';
import { ownOrigins } from './platform/http/security.server.ts';
import { stopOnSignal } from './platform/stop.server.ts';
import { createWebServer, type WebParts } from './web.server.ts';

/** Starts the web server and, unless JOBS=external, the embedded job runner; both end in order on SIGTERM. */
export async function startWeb(source: Record<string, string | undefined>): Promise<void> {
  const env = readEnv(source);
  const pages = await loadPages(env);
  const program = await boot(env, { name: 'web', takesWork: 'web', exclusive: true });
  const runner = await createJobRunner(program);
  const server = createWebServer({ program, fastLanes: [createBeacon({ ...program, allowedOrigins: ownOrigins(env.baseUrl, env.PORT) })], wakeJobs: runner.wake, ...pages });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(env.PORT, env.HOST, resolve));
  const dispatcher = createProductDispatcher(program);
  if (env.JOBS === 'embedded') {
    runner.start();
    dispatcher.start();
  }
  const settled = settleIn(program);
  const stop = new AbortController();
  const warm = settled.then(() => warmSearch(program.db, momentOf({ clock: program.clock, timeZone: env.TZ_DISPLAY }), stop.signal)).catch((error: unknown) => program.log.error({ err: error }, 'search'));
  stopOnSignal(program.log, async () => {
    stop.abort();
    await Promise.all([drain(server), runner.stop(), dispatcher.stop(), settled, warm]);
    await program.close();
  });
  console.log(`hoc06 is ready: ${env.baseUrl}`);
  await settled;
  if (env.CONTENT === 'auto' && !env.DEMO) publishContent(source);
}

/** What a start does besides answering: the nightly jobs, the waiting content, the first administrator's way in. */
async function settleIn({ db, clock, env, log }: Program): Promise<void> {
  const hourly = async () => {
    await scheduleDue(db, clock, env.TZ_DISPLAY);
    await tellBrokenSettings(db, momentOf({ clock, timeZone: env.TZ_DISPLAY }).today, log);
  };
  await hourly();
  setInterval(() => void hourly().catch((error: unknown) => log.error({ err: error }, 'schedule')), 3_600_000).unref();
  const link = env.DEMO ? null : await ensureFirstAdminLink(db, clock, env.baseUrl, env.TZ_DISPLAY);
  if (link) console.log(`\nNobody can administer this installation yet. Open this one-time link to create the first administrator (valid for one day, new at every start):\n\n  ${link}\n`);
}

/**
 * Stores what is new in `content/`: courses wait for an editor's release, answers for an officer's appraisal. In a process of its own, because the compiler needs a lot of memory
 * once and the web process would keep it.
 */
function publishContent(source: Record<string, string | undefined>): void {
  const program = source['NODE_ENV'] === 'development' ? ['--import', 'tsx', 'jobs/content-publish.ts'] : ['build/program/content-publish.js'];
  spawn(process.execPath, program, { env: source as NodeJS.ProcessEnv, stdio: 'inherit' }).on('error', (error) => console.error(error.message));
}

/** Takes no new connections, lets the running requests finish, and closes connections that only wait. */
async function drain(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  const sweep = setInterval(() => server.closeIdleConnections(), 100);
  await closed;
  clearInterval(sweep);
}

async function loadPages(env: Env): Promise<Pick<WebParts, 'build' | 'devMiddleware'>> {
  if (env.NODE_ENV === 'development') {
    const { createServer } = await import('vite');
    const vite = await createServer({ server: { middlewareMode: true } });
    return { devMiddleware: vite.middlewares, build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<unknown> as Promise<ServerBuild> };
  }
  return { build: await loadBuilt<ServerBuild>('server/index.js') };
}
