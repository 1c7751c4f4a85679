import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseFile } from '../../db/client.ts';
import { freePort, startServer } from '../support/server.ts';
import { load, median, type Shot } from './load.ts';
import { openAttempts, signInMany } from './people.ts';
import { answerShots, beaconShots, cpuOf, importTime, lessonShots, memoryOf, pageWeight, readyTime, rebuildTime, seedTime, verifyShots } from './steps.ts';

/**
 * `npm run bench`: the product against a bare node:http + SQLite server that does the same reads and writes, in one run, turn by turn,
 * so that a slow or busy machine slows both. Writes docs/performance.md. Run `npm run build` first.
 */
const roundSeconds = 5;
const rounds = 3;

interface Compared {
  name: string;
  ours: number;
  bare: number;
  ratio: number;
  cpuRatio: number;
  /** Null where nobody set one. */
  target: number | null;
}

async function compare(name: string, target: number | null, ours: Side, bare: Side, shots: readonly Shot[]): Promise<Compared> {
  await load(ours.url, shots, roundSeconds);
  await load(bare.url, shots, 2);
  const results: { ours: Round; bare: Round }[] = [];
  for (let round = 0; round < rounds; round += 1) results.push({ ours: await measured(ours, shots), bare: await measured(bare, shots) });
  const of = (pick: (result: (typeof results)[number]) => number) => median(results.map(pick));
  return { name, target, ours: of((r) => r.ours.perSecond), bare: of((r) => r.bare.perSecond), ratio: of((r) => r.ours.perSecond / r.bare.perSecond), cpuRatio: of((r) => r.bare.cpu / r.ours.cpu) };
}

interface Side {
  url: string;
  pid: number;
}

interface Round {
  perSecond: number;
  /** Processor seconds per request. */
  cpu: number;
}

async function measured(side: Side, shots: readonly Shot[]): Promise<Round> {
  const before = cpuOf(side.pid);
  const result = await load(side.url, shots, roundSeconds);
  if (result.faults > 0) throw new Error(`${side.url} answered ${result.faults} times with a fault`);
  return { perSecond: result.perSecond, cpu: (cpuOf(side.pid) - before) / (result.perSecond * roundSeconds) };
}

async function startBare(dataDir: string, bytes: readonly number[], plainPath: string): Promise<Side & { stop(): void }> {
  const port = await freePort();
  const child = spawn(process.execPath, ['tests/bench/bare-server.ts', databaseFile(dataDir), String(port), ...bytes.map(String), plainPath], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, stop: () => child.kill() };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hoc06-bench-'));
  try {
    const own = join(folder, 'own');
    const seed = await seedTime(own);
    console.log('seeded', seed);
    const world = await signInMany(own, 500);
    const attempts = await openAttempts(own, world.people);
    console.log(`${world.people.length} people signed in, ${attempts.length} attempts open`);
    cpSync(own, join(folder, 'bare'), { recursive: true });
    cpSync(own, join(folder, 'spare'), { recursive: true });
    const rebuild = await rebuildTime(join(folder, 'spare'));
    const imported = await importTime(join(folder, 'spare'));
    const ready = await readyTime(join(folder, 'spare'));
    console.log({ rebuild, imported, ready });
    const server = await startServer({ dataDir: own, env: { RATE_LIMITS: 'off', DEMO: '1' } });
    const weight = await pageWeight(server.url, world.lessonPath, world.people[0]?.cookie ?? '');
    const bytesOf = async (path: string, cookie = '') => (await (await fetch(server.url + path, { headers: { cookie } })).arrayBuffer()).byteLength;
    const cookie = world.people[0]?.cookie;
    const bare = await startBare(join(folder, 'bare'), [await bytesOf(world.lessonPath, cookie), await bytesOf(world.plainPath, cookie), await bytesOf(`/verify/${world.codes[0]}`)], world.plainPath);
    const compared = [
      await compare('Lesson page, different signed-in people', 0.2, server, bare, lessonShots(world, world.lessonPath)),
      await compare('The next one without its questions: only reading', 0.25, server, bare, lessonShots(world, world.plainPath)),
      await compare('Certificate’s public page, strangers', null, server, bare, verifyShots(world)),
      await compare('Reading beacon', 0.5, server, bare, beaconShots(world)),
      await compare('Saving an answer', 0.15, server, bare, answerShots(attempts)),
    ];
    const memory = memoryOf(server.pid);
    bare.stop();
    await server.stop();
    report({ compared, memory, seed, rebuild, imported, ready, weight });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Report {
  compared: Compared[];
  memory: { now: number; peak: number };
  seed: { seconds: number; megabytes: number };
  rebuild: { seconds: number; events: number };
  imported: number;
  ready: number;
  weight: { html: number; css: number; script: number };
}

function report({ compared, memory, seed, rebuild, imported, ready, weight }: Report): void {
  const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  const text = `# Performance

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores, Node ${process.versions.node}, the demo province (${seed.megabytes.toFixed(0)} MB), 32 connections,
500 different signed-in people, ${rounds} rounds of ${roundSeconds} s in turn with a bare \`node:http\` + SQLite server that does the same statements and sends as many bytes
(\`tests/bench/bare-server.ts\`). The load generator runs on the same machine. Medians; the ratio is taken round by round.

| What | Ours, 1/s | Bare, 1/s | Ratio | By processor time | Target |
|---|---:|---:|---:|---:|---:|
${compared.map((row) => `| ${row.name} | ${row.ours.toFixed(0)} | ${row.bare.toFixed(0)} | **${row.ratio.toFixed(2)}** | ${row.cpuRatio.toFixed(2)} | ${row.target === null ? 'none set' : `≥ ${row.target}`} |`).join('\n')}

| What | Measured | Target |
|---|---:|---:|
| Memory of the server after that load (peak) | ${memory.now.toFixed(0)} MB (${memory.peak.toFixed(0)} MB) | < 400 MB |
| From \`npm start\` to ready | ${ready.toFixed(1)} s | < 3 s |
| Demo province | ${seed.seconds.toFixed(1)} s | < 60 s |
| Import of 5,000 people: upload, dry run, apply | ${imported.toFixed(1)} s | < 20 s |
| Rebuild of all projections (${rebuild.events} facts) | ${rebuild.seconds.toFixed(1)} s | < 30 s |
| Lesson page over the wire: HTML + CSS (gzip, without fonts) | ${kb(weight.html + weight.css)} (${kb(weight.html)} + ${kb(weight.css)}) | ≤ 60 kB |
| Its script (gzip) | ${kb(weight.script)} | ≤ 100 kB |
`;
  writeFileSync('docs/performance.md', text);
  console.log(text);
}

await main();
