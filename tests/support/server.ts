import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runnable } from './bundled.ts';

export const root = join(import.meta.dirname, '..', '..');

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** What it printed, both streams together. */
  output: string;
}

export interface RunningServer {
  url: string;
  port: number;
  pid: number;
  dataDir: string;
  /** What it has printed so far. */
  output(): string;
  /** Asks it to end (SIGTERM) and waits. */
  stop(): Promise<Ended>;
  /** Ends it without warning (SIGKILL) and waits. */
  kill(): Promise<Ended>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface ServerOptions {
  dataDir: string;
  port?: number;
  env?: Record<string, string>;
  /** Another entry than the product's own, for a server with something changed. */
  entry?: string;
}

/** A temporary folder that is gone when the test ends: `await using folder = temporaryFolder()`. */
export function temporaryFolder(): Disposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), 'hoc06-test-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Starts an entry file of the program as a process of its own, with nothing of this process's configuration. */
export function startProcess(file: string, env: Record<string, string>, args: readonly string[] = []): { child: ChildProcess; output(): string; ended: Promise<Ended> } {
  const clean = Object.fromEntries(['PATH', 'HOME', 'TMPDIR', 'SystemRoot'].map((name) => [name, process.env[name]]));
  // What the build holds needs nobody to read TypeScript.
  const entry = runnable(file);
  const loader = ['app/server.ts', 'jobs/main.ts'].includes(entry) || entry.startsWith('build/') ? [] : ['--import', 'tsx'];
  const child = spawn(process.execPath, ['--max-semi-space-size=8', ...loader, entry, ...args], { cwd: root, env: { ...clean, ...env } as NodeJS.ProcessEnv, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (part: string) => void (text += part));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code, signal) => resolve({ code, signal, output: text })));
  return { child, output: () => text, ended };
}

/** Starts the real server on the production build and waits until it is ready. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const port = options.port ?? (await freePort());
  const { child, output, ended } = startProcess(options.entry ?? 'app/server.ts', { DATA_DIR: options.dataDir, PORT: String(port), LOG_LEVEL: 'warn', CONTENT: 'manual', ...options.env });
  const url = `http://127.0.0.1:${port}`;
  const dead = ended.then((end) => {
    throw new Error(`The server ended at once (${end.code ?? end.signal}):\n${end.output}`);
  });
  dead.catch(() => undefined);
  await Promise.race([dead, ready(url)]);
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return {
    url,
    port,
    pid: child.pid ?? 0,
    dataDir: options.dataDir,
    output,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    [Symbol.asyncDispose]: async () => void (await end('SIGKILL')),
  };
}

async function ready(url: string): Promise<void> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} did not become ready`);
}
