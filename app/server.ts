import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import { createJobRunner } from '../jobs/registry.ts';
import { boot } from './bootstrap.server.ts';
import { readEnv, type Env } from './platform/env.ts';
import { createBeacon } from './learning/beacon.server.ts';
import { ownOrigins } from './platform/http/security.server.ts';
import { createWebServer, type WebParts } from './web.server.ts';

/** The web process. Everything that can be wrong at start ends here with one clear sentence. */
async function main(): Promise<void> {
  const env = readEnv(process.env);
  const program = await boot(env, { name: 'web', exclusive: true });
  const runner = createJobRunner(program);
  const server = createWebServer({ program, fastLanes: [createBeacon({ ...program, allowedOrigins: ownOrigins(env.baseUrl, env.PORT) })], wakeJobs: runner.wake, ...(await loadPages(env)) });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(env.PORT, env.HOST, resolve));
  if (env.JOBS === 'embedded') runner.start();
  console.log(`hoc06 is ready: ${env.baseUrl}`);

  const stop = async (signal: string) => {
    program.log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), 10_000).unref();
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeIdleConnections();
    });
    await runner.stop();
    await program.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void stop(signal));
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

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(`hoc06 needs Node 24; this is Node ${process.versions.node}. Start it through npm ("npm start"), which brings its own Node on Linux and Windows; on a Mac install Node 24.`);
  process.exit(1);
}
await main().catch((error: Error & { code?: string }) => {
  console.error(error.code === 'EADDRINUSE' ? `Port ${process.env['PORT'] ?? 3000} is already in use. Stop the other program or set PORT to another number.` : error.message);
  process.exit(1);
});
