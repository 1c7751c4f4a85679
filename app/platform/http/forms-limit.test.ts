import { expect, it } from 'vitest';
import { readForm } from './forms.server.ts';

const type = { 'content-type': 'application/x-www-form-urlencoded' };

it('reads a form up to its limit', async () => {
  const form = await readForm(new Request('http://localhost/', { method: 'POST', headers: type, body: 'a=1&b=%C4%91' }), 100);
  expect([...form]).toEqual([['a', '1'], ['b', 'đ']]);
});

it('takes a body that is too large in to its end before refusing it, so that the browser shows the answer', async () => {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      if (sent > 50) controller.close();
      else controller.enqueue(new Uint8Array(1_000));
    },
  });
  const request = new Request('http://localhost/', { method: 'POST', headers: type, body, duplex: 'half' } as RequestInit);
  await expect(readForm(request, 10_000)).rejects.toMatchObject({ kind: 'too-large' });
  expect(sent).toBe(51);
});

it('does not listen to a sender who announces more than anybody needs', async () => {
  const request = new Request('http://localhost/', { method: 'POST', headers: { ...type, 'content-length': '2000000000' }, body: 'a=1' });
  await expect(readForm(request, 10_000)).rejects.toMatchObject({ kind: 'too-large' });
  expect(request.bodyUsed).toBe(false);
});

it.each([[10_000, '10 kB', '10 kB'], [1_000_000, '1,0 MB', '1.0 MB'], [5_020_000, '5,0 MB', '5.0 MB']])('says how much is taken, %d bytes, as people write it in each language', async (limit, vi, en) => {
  const request = new Request('http://localhost/', { method: 'POST', headers: { ...type, 'content-length': '2000000000' }, body: 'a=1' });
  await expect(readForm(request, limit)).rejects.toMatchObject({ say: { vi: expect.stringContaining(`(tối đa ${vi})`) as string, en: expect.stringContaining(en) as string } });
});
