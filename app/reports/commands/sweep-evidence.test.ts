import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scannerSaying } from '../../../tests/support/scanner.ts';
import { temporaryFolder } from '../../../tests/support/server.ts';
import { refusals } from '../../../tests/world/campaigns.ts';
import { pdf } from '../../../tests/world/entry-files.ts';
import { reportWorld, type ReportWorld } from '../../../tests/world/monthly-reports.ts';
import { drawPage } from '../../../tests/support/page.tsx';
import { evidencePath } from '../evidence-path.server.ts';
import { getEvidence } from '../queries/evidence.server.ts';
import { listFiles } from '../queries/report-content.server.ts';
import * as filesPage from '../routes/monthly-files.tsx';
import * as versionPage from '../routes/monthly-version.tsx';
import { sweepEvidence } from './sweep-evidence.server.ts';
import { uploadEvidence } from './upload-evidence.server.ts';

const away = { CLAMAV_HOST: undefined, CLAMAV_PORT: 3310 };
const name = 'Danh sách học viên.pdf';

async function bench(world: ReportWorld, filesDir: string) {
  const send = (bytes = pdf(), called = name) => uploadEvidence({ ...world.ports, filesDir, scanner: away }, world.focal, { id: world.id, model: 28 }, { name: called, pieces: (async function* () { yield bytes; })() });
  expect((await send()).ok).toBe(true);
  return { send, file: (await listFiles(world.db, world.id))[0]?.id ?? '', sweep: (scanner: { CLAMAV_HOST: string | undefined; CLAMAV_PORT: number } = away) => sweepEvidence({ ...world.ports, filesDir, scanner }) };
}
const scans = async ({ db }: ReportWorld) => (await db.selectFrom('monthly_report_file').select('scan').orderBy('id').execute()).map(({ scan }) => scan);

describe('evidence of monthly reports at night', () => {
  it('is looked at once there is a scanner, whatever state its report has come to', async () => {
    await using world = await reportWorld();
    using folder = temporaryFolder();
    const { sweep } = await bench(world, folder.path);
    expect([await sweep(), await scans(world)]).toEqual([{ loose: 0, scanned: 0 }, ['UNSCANNED']]);
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT', 'RECEIVE', 'ACCEPT');
    await using clean = await scannerSaying('OK');
    expect([await sweep(clean.scanner), await sweep(clean.scanner), await scans(world)]).toEqual([{ loose: 0, scanned: 1 }, { loose: 0, scanned: 0 }, ['CLEAN']]);
    await using broken = await scannerSaying('size limit exceeded ERROR');
    expect([await sweep(broken.scanner), await scans(world)]).toEqual([{ loose: 0, scanned: 0 }, ['CLEAN']]);
  });

  it('waits on when the scanner gives no word', async () => {
    await using world = await reportWorld();
    using folder = temporaryFolder();
    const { sweep } = await bench(world, folder.path);
    await using broken = await scannerSaying('size limit exceeded ERROR');
    expect([await sweep(broken.scanner), await scans(world)]).toEqual([{ loose: 0, scanned: 0 }, ['UNSCANNED']]);
  });

  it('that it stops goes to nobody, also out of a version that was accepted, where its name stays; the log says so', async () => {
    await using world = await reportWorld();
    using folder = temporaryFolder();
    const { sweep, file } = await bench(world, folder.path);
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT', 'RECEIVE', 'ACCEPT');
    const hash = await world.db.selectFrom('monthly_report_version').select('sha256').executeTakeFirstOrThrow();
    await using stops = await scannerSaying('Eicar-Test FOUND');
    expect([await sweep(stops.scanner), await sweep(stops.scanner), await scans(world)]).toEqual([{ loose: 0, scanned: 1 }, { loose: 0, scanned: 0 }, ['QUARANTINED']]);
    for (const reader of [world.focal, world.leader, world.standing, world.auditor]) await expect(getEvidence(world.db, reader, { id: world.id, file }, '2026-11-23')).rejects.toMatchObject({ kind: 'not-found' });
    const page = drawPage(versionPage.default, { data: (await world.ask(versionPage.loader, world.standing, { report: world.id, version: '1' })).body });
    expect([page.includes(`${name} (bộ quét mã độc đã chặn)`), page.includes(`/files/${file}`)]).toEqual([true, false]);
    expect(await world.db.selectFrom('monthly_report_version').select('sha256').executeTakeFirstOrThrow()).toEqual(hash);
    const log = await world.db.selectFrom('audit_event').select(['actor_id', 'object_id', 'details']).where('action', '=', 'monthly-report.stop-file').execute();
    expect(log.map((row) => ({ ...row, details: JSON.parse(row.details) as unknown }))).toEqual([{ actor_id: null, object_id: world.id, details: { model: 28, object: file, note: 'Eicar-Test' } }]);
  });

  it('that it stops in a draft is told to whoever writes it, and does not come back by being sent once more', async () => {
    await using world = await reportWorld();
    using folder = temporaryFolder();
    const { sweep, send, file } = await bench(world, folder.path);
    await using stops = await scannerSaying('Eicar-Test FOUND');
    await sweep(stops.scanner);
    expect(await listFiles(world.db, world.id)).toEqual([]);
    const page = drawPage(filesPage.default, { data: (await world.ask(filesPage.loader, world.focal, { report: world.id, number: '28' })).body });
    expect([page.includes('Bộ quét mã độc đã chặn các tệp'), page.includes(name), page.includes(`/files/${file}`)]).toEqual([true, true, false]);
    expect(refusals(await send())).toMatch(/^file: Bộ quét mã độc/);
    for (let at = 0; at < 10; at += 1) expect((await send(pdf(`/Info ${at}`), `${at}.pdf`)).ok).toBe(true);
    expect(refusals(await send(pdf('/Info 11')))).toMatch(/tối đa 10 tệp/);
  });

  it('leaves nothing behind of uploads that broke off, and keeps what a version may hold', async () => {
    await using world = await reportWorld();
    using folder = temporaryFolder();
    const { sweep, file } = await bench(world, folder.path);
    const at = (name: string, report = world.id) => join(folder.path, 'monthly', report, name);
    mkdirSync(join(folder.path, 'monthly', 'gone'));
    const long = new Date('2026-11-01T00:00:00Z');
    for (const [path, when] of [[at('orphan'), long], [at('x', 'gone'), long], [at('arriving'), world.clock.now()]] as const) {
      writeFileSync(path, 'x');
      utimesSync(path, when, when);
    }
    await world.db.updateTable('monthly_report_file').set({ removed_at: '2026-11-23T02:00:00.000Z' }).execute();
    utimesSync(evidencePath(folder.path, world.id, file), long, long);
    expect(await sweep()).toEqual({ loose: 2, scanned: 0 });
    expect([at('orphan'), at('x', 'gone'), at('arriving'), at(file)].map((path) => existsSync(path))).toEqual([false, false, true, true]);
  });
});

describe('the rows of evidence', () => {
  it('change in nothing but the word of the scanner once the report is handed in, and in that once', async () => {
    await using world = await reportWorld();
    using folder = temporaryFolder();
    await bench(world, folder.path);
    await world.fill();
    await world.walk('HAND_IN');
    const set = (values: Record<string, string | number | null>) => world.db.updateTable('monthly_report_file').set(values).execute();
    const others: Record<string, string | number | null>[] = [{ name: 'x' }, { sha256: 'x' }, { bytes: 1 }, { removed_at: '2026-11-23T02:00:00.000Z' }, { uploaded_by: null }, { uploaded_at: 'x' }, { kind: 'PNG' }, { model_number: 1 }, { scan: 'CLEAN', name: 'x' }];
    for (const values of others) await expect(set(values), JSON.stringify(values)).rejects.toThrow('does not change');
    await set({ scan: 'QUARANTINED' });
    await set({ scan: 'QUARANTINED' });
    for (const scan of ['CLEAN', 'UNSCANNED']) await expect(set({ scan })).rejects.toThrow('scanned once');
  });
});
