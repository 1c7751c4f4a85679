import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import type { Env } from '../env.ts';

export type Scanned = { scan: 'CLEAN' | 'UNSCANNED' | 'QUARANTINED'; note: string | null };

/** Longest time without a sign of life from the scanner. */
const patience = 30_000;

/**
 * Has a file looked at by ClamAV (INSTREAM), when there is one. Without it, or when it does not answer, the file stays unscanned and the page says so: an installation
 * without a scanner must not look as if it had one.
 */
export async function scanFile(path: string, { CLAMAV_HOST: host, CLAMAV_PORT: port }: Pick<Env, 'CLAMAV_HOST' | 'CLAMAV_PORT'>): Promise<Scanned> {
  if (!host) return { scan: 'UNSCANNED', note: null };
  try {
    return verdictOf(await ask(path, host, port));
  } catch (error) {
    return { scan: 'UNSCANNED', note: (error as NodeJS.ErrnoException).code ?? 'NO_ANSWER' };
  }
}

/** What the scanner's answer means: `stream: OK`, `stream: Name FOUND`, or a fault of its own. */
export function verdictOf(answer: string): Scanned {
  const text = answer.replace(/\0/g, '').trim();
  if (/^stream: OK$/.test(text)) return { scan: 'CLEAN', note: null };
  const found = /^stream: (.{1,200}) FOUND$/.exec(text);
  return found ? { scan: 'QUARANTINED', note: found[1] ?? null } : { scan: 'UNSCANNED', note: text.slice(0, 200) || 'NO_ANSWER' };
}

async function ask(path: string, host: string, port: number): Promise<string> {
  const socket = connect({ host, port });
  socket.setTimeout(patience, () => socket.destroy(Object.assign(new Error('no sign of life'), { code: 'ETIMEDOUT' })));
  const answer = collect(socket);
  // Heard below; a refusal in the middle of sending must not be a fault that nobody waits for.
  answer.catch(() => undefined);
  // A scanner that has seen enough answers and closes; what it said counts, and so does why nobody could be reached.
  await sendAll(socket, path).catch(() => undefined);
  return answer;
}

async function sendAll(socket: Socket, path: string): Promise<void> {
  await send(socket, Buffer.from('zINSTREAM\0'));
  for await (const piece of createReadStream(path, { highWaterMark: 131_072 })) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE((piece as Buffer).length);
    await send(socket, Buffer.concat([length, piece as Buffer]));
  }
  await send(socket, Buffer.alloc(4));
}

function send(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())));
}

function collect(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (piece: string) => void (text = (text + piece).slice(0, 1_000)));
    socket.once('end', () => resolve(text)).once('error', reject).once('close', () => resolve(text));
  });
}
