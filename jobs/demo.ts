import { spawn } from 'node:child_process';
import { readEnv } from '../app/platform/env.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../db/seeds/demo/index.ts';
import { hasDatabase, isDemoFolder, makeDemoFolder, removeDemoFolder } from '../db/seeds/demo/make-folder.ts';
import { buildPages, isBuildStale } from './demo/build.ts';
import { startFailure } from './demo/failures.ts';

/** `npm run demo [-- --reset]`: an invented province with a year of learning on this machine, ready to look at. */
async function main(options: readonly string[]): Promise<void> {
  const unknown = options.find((option) => option !== '--reset');
  if (unknown) throw new Error(`Unknown option ${unknown}. Use "npm run demo" or "npm run demo -- --reset".`);
  const env = readEnv({ ...process.env, DEMO: '1', DATA_DIR: process.env['DATA_DIR'] || 'data/demo' });
  if (isBuildStale('.')) {
    console.log('Building the pages …');
    buildPages('.');
  }
  if (options.includes('--reset')) removeDemoFolder(env.DATA_DIR);
  if (!hasDatabase(env.DATA_DIR)) await makeProvince(env.DATA_DIR, env.SESSION_SECRET);
  else if (!isDemoFolder(env.DATA_DIR)) throw new Error(`The folder "${env.DATA_DIR}" holds a database that the demo did not make. Set DATA_DIR to another folder.`);
  printAccounts(env.baseUrl);
  serve(env.DATA_DIR);
}

async function makeProvince(dataDir: string, secret: string | undefined): Promise<void> {
  const start = performance.now();
  console.log(`Inventing a province in ${dataDir} (once, less than a minute) …`);
  await makeDemoFolder({ dataDir, secret, say: console.log });
  console.log(`Done in ${Math.round((performance.now() - start) / 1000)} s.`);
}

function printAccounts(url: string): void {
  const width = Math.max(...DEMO_ACCOUNTS.map((account) => account.email.length));
  console.log(`\nSign in at ${url} with one of these accounts. The password is ${DEMO_PASSWORD} for all of them.\n`);
  for (const { email, role, fullName, canTry } of DEMO_ACCOUNTS) console.log(`  ${email.padEnd(width)}  ${role.padEnd(14)}  ${fullName.padEnd(20)}  ${canTry}`);
  console.log('\nCtrl-C stops the demo; "npm run demo -- --reset" starts it afresh.\n');
}

/** The server is a process of its own, as in real use; Ctrl-C reaches both, and this one waits for the other. */
function serve(dataDir: string): void {
  const server = spawn(process.execPath, ['--max-semi-space-size=8', 'app/server.ts'], { stdio: 'inherit', env: { LOG_LEVEL: 'warn', ...process.env, DEMO: '1', VNEID_PACKAGES: '1', DATA_DIR: dataDir } });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void (signal === 'SIGTERM' && server.kill(signal)));
  server.once('error', fail);
  server.once('exit', (code) => process.exit(code ?? 0));
}

function fail(error: unknown): void {
  console.error(startFailure(error));
  process.exit(1);
}

await main(process.argv.slice(2)).catch(fail);
