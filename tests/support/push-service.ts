import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify, type ECDH } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect, type ConnectionOptions } from 'node:tls';
import { selfSigned } from './certificate.ts';
import { perform, type Asked, type Reaction } from './fake-provider.ts';

export interface PushService extends AsyncDisposable {
  asked: (Asked & { host: string; bytes: Buffer })[];
  port: number;
  cert: string;
  agent: Agent;
}

/** Leads every call to a port of this machine, whatever host its address names, by TLS that trusts one certificate only. */
export function agentTo(port: number, ca: string): Agent {
  const toPort = (options: ConnectionOptions) => connect({ ...options, host: '127.0.0.1', port, ca, servername: options.servername ?? options.host ?? '' });
  return Object.assign(new Agent({ keepAlive: true }), { createConnection: toPort });
}

export const pushHost = 'fcm.googleapis.com';
const hosts = [pushHost, 'updates.push.services.mozilla.com', 'web.push.apple.com'];

/** A push service on the loopback that speaks https under the names of the real ones and reacts as it is told. */
export async function pushService(react: (asked: Asked) => Reaction = () => ({ status: 201 })): Promise<PushService> {
  const { cert, key } = selfSigned(...hosts);
  const asked: PushService['asked'] = [];
  const server = createServer({ cert, key }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const bytes = Buffer.concat(chunks);
      const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body: bytes.toString('latin1'), bytes, host: request.headers.host ?? '' };
      asked.push(one);
      perform(react(one), response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const agent = agentTo(port, cert);
  const stop = async () => {
    agent.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { asked, port, cert, agent, [Symbol.asyncDispose]: stop };
}

/** What a browser keeps of its subscription, and what it tells the site. */
export interface TestBrowser {
  curve: ECDH;
  secret: Buffer;
  given: { endpoint: string; p256dh: string; auth: string };
}

let browsers = 0;

/** A browser that has subscribed at a push service. */
export function testBrowser(host = pushHost): TestBrowser {
  browsers += 1;
  const curve = createECDH('prime256v1');
  const secret = randomBytes(16);
  return { curve, secret, given: { endpoint: `https://${host}/send/${browsers}-${randomBytes(12).toString('base64url')}`, p256dh: curve.generateKeys('base64url'), auth: secret.toString('base64url') } };
}

/** Reads a notice as the browser would: RFC 8291 over RFC 8188, written after the text of both and not with the library that sends. */
export function decrypt({ curve, secret }: TestBrowser, body: Buffer): string {
  const salt = body.subarray(0, 16);
  const keyLength = body[20] ?? 0;
  const theirs = body.subarray(21, 21 + keyLength);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), curve.getPublicKey(), theirs]);
  const shared = Buffer.from(hkdfSync('sha256', curve.computeSecret(theirs), secret, info, 32));
  const key = Buffer.from(hkdfSync('sha256', shared, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', shared, salt, 'Content-Encoding: nonce\0', 12));
  const sealed = body.subarray(21 + keyLength);
  const opener = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([opener.update(sealed.subarray(0, -16)), opener.final()]);
  // The last record ends with a 2 and padding of zeros.
  const end = plain.lastIndexOf(2);
  return plain.subarray(0, end).toString('utf8');
}

/** The claims of an Authorization header (RFC 8292) whose signature is right, with the key that it names. @throws Error when the signature is wrong */
export function vapidClaims(header: string): { key: string; claims: { aud: string; exp: number; sub: string } } {
  const [, head = '', body = '', signature = '', key = ''] = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(header) ?? [];
  const point = Buffer.from(key, 'base64url');
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') }, format: 'jwk' });
  const isRight = verify('sha256', Buffer.from(`${head}.${body}`), { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
  if (!isRight) throw new Error(`a wrong signature: ${header}`);
  return { key, claims: JSON.parse(Buffer.from(body, 'base64url').toString()) as { aud: string; exp: number; sub: string } };
}
