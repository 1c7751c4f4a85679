import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestContext } from '../../../tests/support/context.ts';
import { campaignWorld, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { makeSession } from '../../../tests/world/people.ts';
import { fromPhone, png } from '../../../tests/world/photos.ts';
import { sessionCookie } from '../../people/session.server.ts';
import { readEnv } from '../../platform/env.ts';
import { planSlots } from '../commands/broadcast.server.ts';
import { addPlace } from '../commands/write-place.server.ts';
import * as slotRoute from './slot.tsx';

let w: CampaignWorld;
let slot: string;
let dataDir: string;
let cookie: string;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'hoc06-upload-'));
  w = await campaignWorld();
  await addPlace(w.ports, w.operator, { name: 'Bảng', kind: 'LED', unitId: w.unit });
  await w.write({ LED: { pages: ['CẢNH BÁO'], seconds: 6 } });
  await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', at: '2026-11-23T12:00', unitId: '' });
  await w.launch();
  w.clock.set('2026-11-23T06:00:00.000Z');
  slot = (await w.db.selectFrom('broadcast_slot').select('id').executeTakeFirstOrThrow()).id;
  cookie = `${sessionCookie}=${await makeSession(w.db, w.operator, w.clock.now().toISOString())}`;
});
afterAll(async () => {
  rmSync(dataDir, { recursive: true });
  await w[Symbol.asyncDispose]();
});

const confirmed = () => w.db.selectFrom('broadcast_slot').select(['confirmed_at', 'photo_sha256']).where('id', '=', slot).executeTakeFirstOrThrow();
const kept = () => (existsSync(join(dataDir, 'files', 'proofs')) ? readdirSync(join(dataDir, 'files', 'proofs')) : []);

/** Posts a body of its own making, as a browser never would; `taken` says how much of it was read. */
async function post(body: BodyInit | AsyncIterable<Uint8Array>, headers: Record<string, string>): Promise<number> {
  const request = new Request(`http://localhost:3000/campaigns/slots/${slot}`, { method: 'POST', headers: { cookie, 'user-agent': 'Firefox', ...headers }, body: body as BodyInit, duplex: 'half' } as RequestInit);
  const context = requestContext(w.db, w.clock, { env: readEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATA_DIR: dataDir }) });
  const answer = await (slotRoute.action as (args: unknown) => Promise<unknown>)({ request, params: { slot }, context }).catch((thrown: unknown) => thrown);
  if (answer instanceof Response) return answer.status;
  return (answer as { init?: { status?: number } }).init?.status ?? 0;
}
const boundary = '----WebKitFormBoundary7MA4YWxkTrZu0gW';
const multipart = { 'content-type': `multipart/form-data; boundary=${boundary}` };
const field = (name: string, value: string) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const fields = `${field('deed', 'played')}${field('playedAt', '2026-11-23T12:00')}`;
const file = (bytes: Buffer, name = 'a.jpg') => Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="photo"; filename="${name}"\r\nContent-Type: image/jpeg\r\n\r\n`), bytes, Buffer.from('\r\n')]);
const whole = (...parts: (string | Buffer)[]) => Buffer.concat([...parts.map((part) => Buffer.from(part as string)), Buffer.from(`--${boundary}--\r\n`)]);

describe('a proof that no browser would send', () => {
  it('that says it has 200 MB is refused before its first byte is read', async () => {
    let pulled = 0;
    async function* endless() {
      for (;;) {
        pulled += 1;
        yield new Uint8Array(1_000_000);
      }
    }
    expect(await post(endless(), { ...multipart, 'content-length': '200000000' })).toBe(413);
    expect(pulled).toBeLessThanOrEqual(2);
  });

  it('that never ends is cut off, and what came is not kept in memory', async () => {
    let pulled = 0;
    async function* endless() {
      for (;;) {
        pulled += 1;
        if (pulled > 400) throw new Error('read on and on');
        yield new Uint8Array(1_000_000);
      }
    }
    expect(await post(endless(), multipart)).toBe(413);
    expect(pulled).toBeLessThan(110);
  });

  it.each<[string, () => Buffer | string, Record<string, string>]>([
    ['without the mark between its parts', () => whole(fields), { 'content-type': 'multipart/form-data' }],
    ['cut off in the middle of its picture', () => Buffer.concat([Buffer.from(fields), file(fromPhone(3)).subarray(0, 200)]), multipart],
    ['with a part without a name', () => whole(fields, `--${boundary}\r\nContent-Disposition: form-data\r\n\r\nx\r\n`), multipart],
    ['that is a compressed bomb', () => gzipSync(whole(fields, file(Buffer.alloc(20_000_000)))), { ...multipart, 'content-encoding': 'gzip' }],
    ['with a zip archive as its picture', () => whole(fields, file(Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(400)]), 'a.zip')), multipart],
    ['with a page as its picture', () => whole(fields, file(Buffer.from('<html><script>alert(1)</script>'.repeat(20)), 'a.jpg')), multipart],
    ['with a picture that only begins like one', () => whole(fields, file(fromPhone(3).subarray(0, 90))), multipart],
    ['as JSON', () => JSON.stringify({ deed: 'played', playedAt: '2026-11-23T12:00' }), { 'content-type': 'application/json' }],
    ['that is empty', () => '', multipart],
  ])('%s is refused, changes nothing and leaves no file', async (_what, body, headers) => {
    const status = await post(body() as BodyInit, headers);
    expect([400, 413, 415, 422]).toContain(status);
    expect(await confirmed()).toEqual({ confirmed_at: null, photo_sha256: null });
    expect(kept()).toEqual([]);
  });

  it('of a thousand further fields is read as fast as any, and takes what belongs to it', async () => {
    const noise = Array.from({ length: 1_000 }, (_, at) => field(`x${at}`, 'y')).join('');
    expect(await post(whole(noise, fields, file(png, '..%2f..%2fetc.png')) as never, multipart)).toBe(303);
    const { photo_sha256 } = await confirmed();
    expect(kept()).toEqual([photo_sha256]);
    expect(photo_sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});
