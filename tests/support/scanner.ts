import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A virus scanner that says the same of everything. */
export async function scannerSaying(answer: string): Promise<{ scanner: { CLAMAV_HOST: string; CLAMAV_PORT: number }; [Symbol.asyncDispose](): Promise<void> }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (part: Buffer) => void (part.subarray(-4).equals(Buffer.alloc(4)) && socket.end(`stream: ${answer}\0`)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { scanner: { CLAMAV_HOST: '127.0.0.1', CLAMAV_PORT: (server.address() as AddressInfo).port }, [Symbol.asyncDispose]: async () => void (await once(server.close(), 'close')) };
}
