import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkReceiptFile } from '../../app/contest/verify.server.ts';
import { sha256 } from '../../app/platform/signing.server.ts';
import { testClock } from '../support/clock.ts';
import { ask, sendForm } from '../support/http.ts';
import { startProcess, startServer, temporaryFolder } from '../support/server.ts';
import { pdf } from '../world/entry-files.ts';
import { entryOnDisk } from '../world/entry-on-disk.ts';

const clock = testClock('2026-12-31T16:00:00.000Z');

/** A running server whose clock stands where it is put. */
async function moved(dataDir: string) {
  const setNow = (instant: string) => {
    writeFileSync(join(dataDir, 'next'), instant);
    renameSync(join(dataDir, 'next'), join(dataDir, 'now'));
  };
  setNow('2026-12-31T16:00:00.000Z');
  const server = await startServer({ dataDir, entry: 'tests/support/moved-server.ts', env: { NODE_ENV: 'production', RATE_LIMITS: 'off' } });
  return { server, setNow };
}

it('a running server takes an entry in the deadline’s last thousandth of a second and refuses it one later, with the reason', async () => {
  using folder = temporaryFolder();
  const { contest, entryId, cookie } = await entryOnDisk(folder.path, clock, { sessionUntil: '2027-01-01T05:00:00.000Z' });
  const { server, setNow } = await moved(folder.path);
  await using running = server;
  const base = `/contests/entries/${entryId}`;
  const handIn = (key: string) => sendForm(running.url, `${base}/check`, { key, rulesId: contest.rulesId, agreesRules: 'on', agreesData: 'on' }, { cookie });
  const write = (body: string, revision: string) => sendForm(running.url, `${base}/parts/plan`, { body, revision }, { cookie });

  setNow('2026-12-31T17:00:00.000Z');
  const early = await handIn('first-form');
  expect([early.status, early.text.includes('Đã hết hạn nộp bài lúc 31/12/2026 23:59:59. Máy chủ nhận yêu cầu này lúc 01/01/2027 00:00:00')]).toEqual([409, true]);
  expect((await write('sau hạn', '1')).status).toBe(409);

  setNow('2026-12-31T16:59:59.999Z');
  const twice = await Promise.all([handIn('second-form'), handIn('second-form')]);
  expect(twice.map(({ status, headers }) => [status, headers.location])).toEqual([[303, `${base}/receipt/1`], [303, `${base}/receipt/1`]]);
  expect((await write('bản hai', '1')).status).toBe(303);
  expect((await handIn('third-form')).headers.location).toBe(`${base}/receipt/2`);

  setNow('2026-12-31T17:00:00.000Z');
  expect((await handIn('third-form')).headers.location).toBe(`${base}/receipt/2`);
  expect((await handIn('fourth-form')).status).toBe(409);

  const { publicKey } = JSON.parse((await ask(`${running.url}/contests/receipt-key`)).text) as { publicKey: string };
  const file = (await ask(`${running.url}${base}/receipt/2/file`, { headers: { cookie } })).text;
  expect(checkReceiptFile(file, publicKey)).toMatchObject({ ok: true, receipt: { submittedAt: '2026-12-31T16:59:59.999Z', version: 2 } });
  const path = join(folder.path, 'receipt.json');
  writeFileSync(path, file);
  const verify = () => startProcess('jobs/receipt-verify.ts', {}, [path, publicKey]).ended;
  expect(await verify()).toMatchObject({ code: 0, output: expect.stringContaining('Đúng: biên nhận và nội dung còn nguyên') });
  writeFileSync(path, file.replace('ngập úng', 'ngập ung'));
  expect(await verify()).toMatchObject({ code: 1, output: expect.stringContaining('Sai:') });

  // After the deadline its team takes it out for good, once; the receipt stays right.
  const withdraw = () => sendForm(running.url, `${base}/withdrawal`, {}, { cookie });
  const taken = await withdraw();
  expect([taken.status, (await withdraw()).status, (await handIn('fifth-form')).status]).toEqual([303, 422, 409]);
  const { text: proof } = await ask(`${running.url}${taken.headers['location']}/file`, { headers: { cookie } });
  writeFileSync(path, proof);
  expect(await verify()).toMatchObject({ code: 0, output: expect.stringMatching(/biên nhận rút bài còn nguyên[\s\S]*version: 2[\s\S]*withdrawnAt: 2026-12-31T17/) });
  writeFileSync(path, proof.replace('"version":2', '"version":1'));
  expect(await verify()).toMatchObject({ code: 1, output: expect.stringContaining('Sai:') });
  expect((await ask(`${running.url}${base}/receipt/2/file`, { headers: { cookie } })).text).toBe(file);
});

it('a running server takes files in while they arrive, goes on with broken ones, and never shows them as pages', async () => {
  using folder = temporaryFolder();
  const { entryId, cookie } = await entryOnDisk(folder.path, clock, { sessionUntil: '2027-01-01T05:00:00.000Z' });
  const { server, setNow } = await moved(folder.path);
  await using running = server;
  const base = `${running.url}/contests/entries/${entryId}`;
  const headers = { cookie, origin: running.url };
  const form = (name: string, bytes: Buffer) => {
    const body = new FormData();
    body.append('file', new File([new Uint8Array(bytes)], name));
    return fetch(`${base}/files`, { method: 'POST', headers, body, redirect: 'manual' });
  };
  expect((await form('thuyết minh.pdf', pdf())).status).toBe(303);
  const large = await form('lớn.pdf', Buffer.concat([pdf(), Buffer.alloc(30_000_000, 0x20)]));
  expect([large.status, (await large.text()).includes('Tệp lớn hơn 25 MB')]).toEqual([422, true]);
  expect((await form('a.zip', Buffer.from('PK\x03\x04'))).status).toBe(422);

  const bytes = Buffer.concat([pdf().subarray(0, -6), Buffer.alloc(3_000_000, 0x20), Buffer.from('\n%%EOF\n')]);
  setNow('2026-12-31T16:59:59.000Z');
  const json = { ...headers, accept: 'application/json' };
  const begun = (await (await fetch(`${base}/uploads`, { method: 'POST', headers: json, body: new URLSearchParams({ name: 'bản vẽ.pdf', bytes: String(bytes.length), sha256: sha256(bytes) }) })).json()) as { fileId: string };
  const put = async (offset: number, piece: Buffer) => (await fetch(`${base}/files/${begun.fileId}/bytes?offset=${offset}`, { method: 'POST', headers: json, body: new Uint8Array(piece) })).json() as Promise<{ received: number; isComplete?: boolean }>;
  expect(await put(0, bytes.subarray(0, 1_000_000))).toMatchObject({ received: 1_000_000 });
  setNow('2026-12-31T17:05:00.000Z');
  expect(await put(0, bytes.subarray(0, 1_000_000))).toMatchObject({ received: 1_000_000 });
  expect(await put(1_000_000, bytes.subarray(1_000_000))).toMatchObject({ received: bytes.length, isComplete: true });

  const file = await ask(`${base}/files/${begun.fileId}`, { headers: { cookie } });
  expect(file.bytes.equals(bytes)).toBe(true);
  expect(file.headers).toMatchObject({ 'content-security-policy': "sandbox; default-src 'none'", 'x-content-type-options': 'nosniff', 'content-disposition': `attachment; filename="ban ve.pdf"; filename*=UTF-8''${encodeURIComponent('bản vẽ.pdf')}` });
  expect((await ask(`${base}/files/${begun.fileId}`)).status).toBe(302);
});
