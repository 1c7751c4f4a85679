import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import { boot } from '../../app/bootstrap.server.ts';
import { readEnv } from '../../app/platform/env.ts';
import { stopOnSignal } from '../../app/platform/stop.server.ts';
import { createWebServer } from '../../app/web.server.ts';

/*
 * The product's web server (app/start.server.ts) with one thing changed: its clock stands at the instant that the file `now` in the data folder holds at
 * that moment, so that a test can look at the two sides of a midnight; the head of every answer says the same time. Background jobs do not run.
 */
const env = readEnv(process.env);
const program = await boot(env, { name: 'moved-web', exclusive: true });
const file = join(env.DATA_DIR, 'now');
const clock = { now: () => new Date(readFileSync(file, 'utf8')) };
const build = (await import(pathToFileURL('build/server/index.js').href)) as ServerBuild;
const server = createWebServer({ program: { ...program, clock }, build, fastLanes: [], wakeJobs: () => undefined });
server.prependListener('request', (_request, response) => void response.setHeader('Date', clock.now().toUTCString()));
await new Promise<void>((resolve) => server.listen(env.PORT, env.HOST, resolve));
stopOnSignal(program.log, async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await program.close();
});
