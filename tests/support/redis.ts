import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { freePort, temporaryFolder } from './server.ts';

export interface PrivateRedis {
  url: string;
  /** Ends it without warning, and with it everything that it knew. */
  kill(): Promise<void>;
  /** Starts it again at the same address, empty. */
  restart(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Whether this machine has a Redis server to start. In CI a missing one is a failure, not a reason to leave tests out. */
export function hasRedis(): boolean {
  const found = spawnSync('redis-server', ['--version']).status === 0;
  if (!found && process.env['CI'] === 'true') throw new Error('CI needs a redis-server: the tests of the shared queue must not be left out there');
  return found;
}

/** A Redis of the test's own: on a free port, in memory only. */
export async function startRedis(): Promise<PrivateRedis> {
  const port = await freePort();
  const folder = temporaryFolder();
  let server = await run(port, folder.path);
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    async restart() {
      await kill();
      server = await run(port, folder.path);
    },
    async [Symbol.asyncDispose]() {
      await kill();
      folder[Symbol.dispose]();
    },
  };
}

async function run(port: number, folder: string): Promise<ChildProcess> {
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder], { stdio: 'ignore' });
  for (let tries = 0; tries < 200; tries += 1) {
    if (await answers(port)) return server;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  server.kill('SIGKILL');
  throw new Error('the private Redis did not start');
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'));
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', (bytes) => end(bytes.toString().startsWith('+PONG'))).once('error', () => end(false));
  });
}
