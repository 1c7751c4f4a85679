import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';

/** Rings the desk as a telephone system would, over HTTP: `npm run telephony:simulate -- --extension 101 --from 0912345678`. */
const { values } = parseArgs({ options: { url: { type: 'string', default: `http://127.0.0.1:${process.env['PORT'] ?? '3000'}` }, extension: { type: 'string', default: '101' }, from: { type: 'string' }, ring: { type: 'string', default: '3' }, talk: { type: 'string', default: '60' }, missed: { type: 'boolean', default: false } } });
const token = process.env['TELEPHONY_TOKEN'];
if (!token) throw new Error('TELEPHONY_TOKEN must be set, as it is for the server.');
const call = randomUUID();
const pause = (seconds: string) => new Promise((resolve) => setTimeout(resolve, Number(seconds) * 1_000));

async function tell(kind: 'RINGING' | 'ANSWERED' | 'HUNG_UP'): Promise<void> {
  const body = JSON.stringify({ id: randomUUID(), call, kind, at: new Date().toISOString(), extension: values.extension, from: values.from });
  const response = await fetch(`${values.url}/desk/telephony`, { method: 'POST', headers: { accept: 'application/json', 'content-type': 'application/json', authorization: `Bearer ${token}` }, body });
  process.stdout.write(`${kind}: ${response.status} ${await response.text()}\n`);
  if (!response.ok) process.exitCode = 1;
}

await tell('RINGING');
await pause(values.ring);
if (!values.missed) {
  await tell('ANSWERED');
  await pause(values.talk);
}
await tell('HUNG_UP');
