import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { checkReceiptFile } from '../../app/contest/verify.server.ts';
import { findAuditBreak } from '../../app/platform/audit.server.ts';
import { systemClock } from '../../app/platform/clock.ts';
import { ask, sendForm } from '../support/http.ts';
import { startServer, temporaryFolder, type RunningServer } from '../support/server.ts';
import { entryOnDisk, onDisk, type EntryOnDisk } from '../world/entry-on-disk.ts';

const rounds = 6;

it('a server killed while entries are handed in keeps each of them whole or not at all', { timeout: 300_000 }, async () => {
  using folder = temporaryFolder();
  const world = await entryOnDisk(folder.path, systemClock(), { sessionUntil: '2099-01-01T00:00:00.000Z', moments: { OPENS: '2020-01-01T00:00:00.000Z', ENTRIES_CLOSE: '2099-01-01T00:00:00.000Z' } });
  const acknowledged = new Set<number>();
  let killedWhileWriting = 0;
  // Where chance lets every server die while a page is read, there are more of them.
  for (let round = 0; round < rounds || (killedWhileWriting === 0 && round < 4 * rounds); round += 1) {
    await using server = await startServer({ dataDir: folder.path, env: { RATE_LIMITS: 'off', JOBS: 'external' } });
    // Every other server dies after it has acknowledged something, however slow the machine is; the others at any moment.
    const { promise: first, resolve: acknowledge } = Promise.withResolvers<void>();
    if (round % 2 === 1) acknowledge();
    const dying = first.then(() => pause(100 + Math.random() * 400)).then(() => server.kill());
    const note = (version: number) => void (acknowledged.add(version), acknowledge());
    if (await handInUntilDead(server, world, `round-${round}`, note)) killedWhileWriting += 1;
    expect(await dying).toMatchObject({ signal: 'SIGKILL' });
    await expectWhole(folder.path, world, acknowledged);
  }
  expect(killedWhileWriting).toBeGreaterThan(0);
  expect(acknowledged.size).toBeGreaterThan(0);

  await using server = await startServer({ dataDir: folder.path, env: { JOBS: 'external' } });
  const { publicKey } = JSON.parse((await ask(`${server.url}/contests/receipt-key`)).text) as { publicKey: string };
  for (const version of acknowledged) {
    const file = await ask(`${server.url}/contests/entries/${world.entryId}/receipt/${version}/file`, { headers: { cookie: world.cookie } });
    expect(checkReceiptFile(file.text, publicKey)).toMatchObject({ ok: true, receipt: { version } });
  }
});

/** Changes the entry and hands it in, again and again. @returns whether something was under way when nobody answered any more */
async function handInUntilDead(server: RunningServer, { contest, entryId, cookie }: EntryOnDisk, name: string, acknowledged: (version: number) => void): Promise<boolean> {
  const base = `/contests/entries/${entryId}`;
  for (let turn = 0; ; turn += 1) {
    const page = await ask(`${server.url}${base}/parts/plan`, { headers: { cookie } }).catch(() => null);
    if (!page) return false;
    const revision = /name="revision" value="(\d+)"/.exec(page.text)?.[1] ?? '0';
    const saved = await sendForm(server.url, `${base}/parts/plan`, { body: `${name}, lần ${turn}`, revision }, { cookie }).catch(() => null);
    if (!saved) return true;
    const answer = await sendForm(server.url, `${base}/check`, { key: `${name}-${turn}-key`, rulesId: contest.rulesId, agreesRules: 'on', agreesData: 'on' }, { cookie }).catch(() => null);
    if (!answer) return true;
    expect(answer.status).toBe(303);
    acknowledged(Number(/receipt\/(\d+)$/.exec(String(answer.headers.location))?.[1]));
  }
}

/** Each version has its receipt, its mail and its place in the log, none is missing in between, and what was acknowledged is there. */
async function expectWhole(dataDir: string, { entryId }: EntryOnDisk, acknowledged: ReadonlySet<number>): Promise<void> {
  await onDisk(dataDir, async (db) => {
    const rows = await db.selectFrom('entry_submission').select(['version', 'receipt', 'content_hash', 'submitted_at']).where('entry_id', '=', entryId).orderBy('version').execute();
    expect(rows.map(({ version }) => version)).toEqual(rows.map((_row, at) => at + 1));
    for (const version of acknowledged) expect(rows[version - 1]).toBeDefined();
    for (const row of rows) expect(JSON.parse(row.receipt)).toMatchObject({ version: row.version, contentHash: row.content_hash, submittedAt: row.submitted_at });
    const { submitted_at } = await db.selectFrom('entry').select('submitted_at').where('id', '=', entryId).executeTakeFirstOrThrow();
    expect(submitted_at).toBe(rows.at(-1)?.submitted_at ?? null);
    const mails = await db.selectFrom('message').select('source_id').where('source_id', 'like', `entry-receipt:${entryId}:%`).execute();
    expect(mails.map(({ source_id }) => source_id).toSorted()).toEqual(rows.map(({ version }) => `entry-receipt:${entryId}:${version}`).toSorted());
    const logged = await db.selectFrom('audit_event').select('seq').where('action', '=', 'entry.submit').execute();
    expect(logged).toHaveLength(rows.length);
    expect(await findAuditBreak(db)).toBeNull();
  });
}
