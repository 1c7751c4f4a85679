import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { constants, setPriority, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { countPlaywright, countVitest, type Counts } from './support/reports.ts';

/*
 * `npm test`: every check of the project, in three lanes side by side. What drives a browser and what starts and kills servers waits for others now and then; what only reads and
 * computes stands back behind them and takes what they leave of the processors, so that none is idle and none of them is late. Prints the output of what failed, the time of each step,
 * and at the end the sum of all tests.
 */

/** Where the tests' databases lie: in memory where there is room, because writing what is thrown away a second later to a disk takes an eighth of the time of the tests with real servers. */
const inMemory = '/dev/shm';
const roomNeeded = 3_000_000_000;
const hasRoom = existsSync(inMemory) && statfsSync(inMemory).bavail * statfsSync(inMemory).bsize >= roomNeeded;
const scratch = mkdtempSync(join(hasRoom ? inMemory : tmpdir(), 'hoc06-tests-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const root = join(import.meta.dirname, '..');
const reports = mkdtempSync(join(scratch, 'reports-'));
const bin = (...path: string[]) => join(root, 'node_modules', ...path);

interface Step {
  name: string;
  /** File for Node, with arguments. */
  run: readonly string[];
  lane: 'pages' | 'servers' | 'files';
  /** Waits for nobody, so it leaves the processors to whoever does. */
  isPatient?: boolean;
  /** Steps that must have passed before. */
  after?: readonly string[];
  env?: Record<string, string>;
  count?: (report: string) => Counts;
}

const vitest = (projects: readonly string[], after: readonly string[] = [], lane: Step['lane'] = 'servers'): Step => {
  const name = projects.join(' and ');
  return {
    name,
    lane,
    run: [bin('vitest/vitest.mjs'), 'run', ...projects.flatMap((project) => ['--project', project]), '--reporter=default', '--reporter=json', `--outputFile.json=${join(reports, name)}`],
    after,
    // Not for the browser, which may be a program unpacked there: memory is often mounted so that nothing in it runs.
    env: { TMPDIR: scratch, FULL_WORLD: fullWorld },
    isPatient: lane === 'files',
    count: countVitest,
  };
};

/** A data folder with everybody and everything in it, for whichever step wants one: it takes eight seconds to make. */
const fullWorld = join(scratch, 'full-world');

/** Where there is memory for it, the compiler tidies up less often: a third less of the processor for a gigabyte more. */
const compilerEnv: Record<string, string> = totalmem() >= 12_000_000_000 ? { GOGC: '400' } : {};

const steps: Step[] = [
  { name: 'build', lane: 'pages', run: [bin('@remix-run/dev/dist/cli.js'), 'vite:build'], env: { NODE_ENV: 'production' } },
  { name: 'world', lane: 'files', run: ['--import', 'tsx', 'tests/support/seed-full-world.ts', fullWorld] },
  { name: 'typecheck', lane: 'files', run: [bin('typescript7/bin/tsc'), '--checkers', '1'], isPatient: true, env: compilerEnv },
  { name: 'lint', lane: 'files', run: [bin('oxlint/bin/oxlint')], isPatient: true },
  // Together, so that no processor is idle while the longest file of the one ends.
  vitest(['http', 'crash'], ['build', 'world']),
  vitest(['unit'], ['world'], 'files'),
  { name: 'e2e', lane: 'pages', run: [bin('@playwright/test/cli.js'), 'test'], after: ['build', 'world'], env: { E2E_REPORT: join(reports, 'e2e'), FULL_WORLD: fullWorld }, count: countPlaywright },
];

const ended = new Map<string, boolean>();
const total: Counts = { passed: 0, failed: 0 };

/** One step after the other; one that needs another's result waits for it. */
async function inTurn(queue: readonly Step[]): Promise<void> {
  for (const step of queue) {
    const needed = step.after ?? [];
    while (!needed.every((name) => ended.has(name))) await new Promise((resolve) => setTimeout(resolve, 100));
    if (needed.every((name) => ended.get(name))) ended.set(step.name, await perform(step));
    else {
      console.log(`– ${step.name}: left out, because ${needed.join(', ')} failed`);
      ended.set(step.name, false);
    }
  }
}

async function perform(step: Step): Promise<boolean> {
  const start = performance.now();
  const { code, output } = await execute(step);
  const counts = step.count?.(join(reports, step.name)) ?? { passed: 0, failed: 0 };
  // A step can fail without a failed test: a type error, a file that does not load, a missing browser.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  total.passed += counts.passed;
  total.failed += counts.failed;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (code !== 0) console.log(`\n──── ${step.name} ────\n${output.trim()}\n`);
  console.log(`${code === 0 ? '✓' : '✗'} ${step.name}${step.count ? `: ${counts.passed} passed, ${counts.failed} failed` : ''} (${seconds} s)`);
  return code === 0;
}

function execute(step: Step): Promise<{ code: number | null; output: string }> {
  const env: NodeJS.ProcessEnv = { ...process.env, ...step.env, FORCE_COLOR: '0' };
  for (const name of ['PORT', 'DATA_DIR', 'BASE_URL', 'DEMO', 'NO_COLOR']) delete env[name];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, step.run, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    if (step.isPatient && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => void (output += part));
    child.once('close', (code) => resolve({ code, output }));
  });
}

if (spawnSync('redis-server', ['--version']).status !== 0) console.log('redis-server is not installed here: the tests of the shared queue are left out');
await Promise.all((['pages', 'servers', 'files'] as const).map((name) => inTurn(steps.filter((step) => step.lane === name))));
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && [...ended.values()].every(Boolean) ? 0 : 1;
