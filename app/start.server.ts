import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import { createJobRunner } from '../jobs/registry.ts';
import { boot } from './bootstrap.server.ts';
import { createBeacon } from './learning/beacon.server.ts';
import { readEnv, type Env } from './platform/env.ts';
import { ownOrigins } from './platform/http/security.server.ts';
import { stopOnSignal } from './platform/stop.server.ts';
import { createWebServer, type WebParts } from './web.server.ts';

/** Starts the web server and, unless JOBS=external, the embedded job runner; both end in order on SIGTERM. */
export async function startWeb(source: Record<string, string | undefined>): Promise<void> {
  const env = readEnv(source);
  const pages = await loadPages(env);
  const program = await boot(env, { name: 'web', exclusive: true });
  const runner = createJobRunner(program);
  const server = createWebServer({ program, fastLanes: [createBeacon({ ...program, allowedOrigins: ownOrigins(env.baseUrl, env.PORT) })], wakeJobs: runner.wake, ...pages });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(env.PORT, env.HOST, resolve));
  if (env.JOBS === 'embedded') runner.start();
  console.log(`hoc06 is ready: ${env.baseUrl}`);
  stopOnSignal(program.log, async () => {
    await Promise.all([drain(server), runner.stop()]);
    await program.close();
  });
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
  const file = 'build/server/index.js';
  if (!existsSync(file)) throw new Error('The pages have not been built yet. Run `npm run build` first (`npm run demo` does it by itself).');
  return { build: (await import(pathToFileURL(file).href)) as ServerBuild };
}
