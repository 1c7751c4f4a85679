import { expect, it } from 'vitest';
import { ask, signInOverHttp } from '../support/http.ts';
import { startServer, temporaryFolder } from '../support/server.ts';
import { cast, seedTestWorld } from '../support/world-data.ts';

it('a session survives that the server is killed', async () => {
  using folder = temporaryFolder();
  await seedTestWorld(folder.path);
  let cookie: string;
  {
    await using server = await startServer({ dataDir: folder.path });
    cookie = await signInOverHttp(server.url);
    expect(await server.kill()).toMatchObject({ signal: 'SIGKILL' });
  }
  await using again = await startServer({ dataDir: folder.path });
  const home = await ask(`${again.url}/`, { headers: { cookie } });
  expect(home.status).toBe(200);
  expect(home.text).toContain(cast.learner.fullName);
});
