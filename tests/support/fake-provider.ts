import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What the provider does with a call: an answer, silence after having read it, or a closed connection. */
export type Reaction = { status: number; body?: unknown; headers?: Record<string, string> } | 'hang' | 'close';

export interface FakeProvider extends AsyncDisposable {
  url: string;
  asked: Asked[];
  /** Reports at a door of ours what became of messages, as a gateway does it: over HTTP, in one batch. */
  report(door: string, token: string, receipts: readonly object[]): Promise<{ status: number; body: unknown }>;
}

/** A provider on the loopback that reads whole calls and reacts as it is told, at once or after something else has happened. */
export async function fakeProvider(react: (asked: Asked) => Reaction | Promise<Reaction>): Promise<FakeProvider> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
      asked.push(one);
      void Promise.resolve(react(one)).then((reaction) => perform(reaction, response));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, asked, report, [Symbol.asyncDispose]: stop };
}

async function report(door: string, token: string, receipts: readonly object[]): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(door, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify({ receipts }) });
  return { status: answer.status, body: await answer.json() };
}

/** Answers as the reaction says. */
export function perform(reaction: Reaction, response: ServerResponse): void {
  if (reaction === 'hang') return;
  if (reaction === 'close') return void response.destroy();
  response.writeHead(reaction.status, { 'content-type': 'application/json', ...reaction.headers }).end(JSON.stringify(reaction.body ?? {}));
}
