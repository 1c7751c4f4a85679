import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fanOut } from '../../app/messaging/index.server.ts';
import { linkToken } from '../../app/messaging/link-token.server.ts';
import { newId } from '../../app/platform/ids.ts';
import { installationSecret } from '../../app/platform/signing.server.ts';
import { databaseFile, openDatabase, type Db } from '../../db/client.ts';
import { ask, sendForm } from '../support/http.ts';
import { startServer, temporaryFolder, type RunningServer } from '../support/server.ts';
import { cast, seedTestWorld } from '../support/world-data.ts';
import { aMessage, written } from '../world/messages.ts';

const browser = { accept: 'text/html,application/xhtml+xml', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/130.0' };

describe('the link of a campaign, over HTTP', () => {
  const folder = temporaryFolder();
  let server: RunningServer;
  let db: Db;
  let token = '';
  const go = (path: string, headers: Record<string, string> = {}, method = 'GET') => ask(`${server.url}/go/${path}`, { method, headers: { ...browser, ...headers } });
  const follows = async () => (await db.selectFrom('link_follow').select('delivery_id').execute()).length;

  beforeAll(async () => {
    await seedTestWorld(folder.path);
    db = openDatabase(databaseFile(folder.path));
    const { id } = await db.selectFrom('user_account').select('id').where('email', '=', cast.learner.email).executeTakeFirstOrThrow();
    const [now, notAfter] = [new Date(Date.now() - 60_000).toISOString(), new Date(Date.now() + 3_600_000).toISOString()];
    const messageId = await written(db, aMessage([id], { source: { type: 'CAMPAIGN', id: newId() }, now, sendAt: now, notAfter, channels: [{ channel: 'IN_APP', whenClosed: 'WAIT' }], content: { vi: { subject: 'x', body: 'x' }, link: '/account' } }));
    await fanOut(db, { now: () => new Date() }, messageId);
    const { id: deliveryId } = await db.selectFrom('delivery').select('id').executeTakeFirstOrThrow();
    token = linkToken(await installationSecret(db, undefined), deliveryId);
    server = await startServer({ dataDir: folder.path, env: { JOBS: 'external' } });
  });
  afterAll(async () => {
    await server.kill();
    await db.destroy();
    folder[Symbol.dispose]();
  });

  it('takes its reader through the sign-in to the page and counts her, and nobody before', async () => {
    for (const method of ['HEAD', 'GET']) {
      const ahead = await go(token, method === 'GET' ? { 'sec-purpose': 'prefetch' } : {}, method);
      expect([ahead.status, ahead.headers.location]).toEqual([303, '/account']);
    }
    const first = await go(token);
    expect([first.status, first.headers.location, first.headers['cache-control'], first.headers['referrer-policy']]).toEqual([303, `/sign-in?next=%2Fgo%2F${token}`, 'no-store', 'no-referrer']);
    const signedIn = await sendForm(server.url, '/sign-in', { identifier: cast.learner.email, password: cast.learner.password, next: `/go/${token}` });
    expect([signedIn.status, signedIn.headers.location]).toEqual([303, `/go/${token}`]);
    expect(await follows()).toBe(0);
    const cookie = signedIn.headers['set-cookie']?.find((line) => line.startsWith('hoc06_session='))?.split(';')[0] ?? '';
    const last = await go(token, { cookie });
    expect([last.status, last.headers.location, await follows()]).toEqual([303, '/account', 1]);
    expect((await ask(`${server.url}/account`, { headers: { ...browser, cookie } })).status).toBe(200);
  });

  it('says that it knows nothing of what was bent or made up, and leads nowhere', async () => {
    const bent = `${token.slice(0, 20)}${token[20] === 'A' ? 'B' : 'A'}${token.slice(21)}`;
    for (const path of [bent, 'A'.repeat(38), '%2f%2fevil.example', 'https:%2f%2fevil.example', `${token}%00`, 'x'.repeat(2_000)]) {
      const answer = await go(path);
      expect([answer.status, answer.headers.location, answer.text.includes('Liên kết này không dùng được'), /(?:href|src|action)="[^"]*evil\.example/.test(answer.text)], path.slice(0, 60)).toEqual([404, undefined, true, false]);
    }
    const host = await go(token, { host: 'evil.example', 'x-forwarded-host': 'evil.example' });
    expect(host.headers.location).toBe(`/sign-in?next=%2Fgo%2F${token}`);
    expect((await ask(`${server.url}/go/${token}`, { method: 'POST', headers: { ...browser, origin: server.url } })).status).toBe(405);
  });
});
