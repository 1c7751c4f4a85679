import { expect, it } from 'vitest';
import { ask, signInOverHttp } from '../support/http.ts';
import { startServer, temporaryFolder } from '../support/server.ts';
import { xlsxOf } from '../support/spreadsheet.ts';
import { seedTestWorld } from '../support/world-data.ts';

it('the built server reads a large list in its thread', async () => {
  using home = temporaryFolder();
  await seedTestWorld(home.path);
  await using server = await startServer({ dataDir: home.path });
  const cookie = await signInOverHttp(server.url, 'admin');
  const list = xlsxOf([['Mã số', 'Họ và tên', 'Đơn vị'], ...Array.from({ length: 3_000 }, (_, at) => [`NHAP${at}`, 'Trần Văn Ưng', 'Sở Không Có'])]);
  const form = new FormData();
  form.set('file', new File([new Uint8Array(list)], 'danh-sach.xlsx'));
  const sent = new Response(form);
  const headers = { origin: server.url, cookie, 'content-type': sent.headers.get('content-type') ?? '' };
  const answer = await ask(`${server.url}/admin/import`, { method: 'POST', headers, body: Buffer.from(await sent.arrayBuffer()) });
  expect([answer.status, answer.headers.location]).toEqual([303, expect.stringMatching(/^\/admin\/import\/[\w-]+$/)]);
  const page = await ask(server.url + String(answer.headers.location), { headers: { cookie } });
  expect(page.text).toContain('3.000');
});
