import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scannerSaying } from '../../../tests/support/scanner.ts';
import { refusals } from '../../../tests/world/campaigns.ts';
import { resultsHash } from '../../../tests/world/contest-published.ts';
import { useWorld, type UseWorld } from '../../../tests/world/contest-use.ts';
import { pdf } from '../../../tests/world/entry-files.ts';
import { answerAppeal, raiseAppeal } from '../commands/appeal.server.ts';
import { decidePrize } from '../commands/decide-prize.server.ts';
import { setGalleryConsent } from '../commands/gallery-consent.server.ts';
import { publishResults } from '../commands/publish-results.server.ts';
import { sweepEvidence } from '../commands/sweep-evidence.server.ts';
import { withdrawResults } from '../commands/withdraw-results.server.ts';
import { listAppeals } from '../queries/appeals.server.ts';
import { publicAdoptions } from '../queries/adoption-figures.server.ts';
import { publicGaps } from '../queries/adoption-gaps.server.ts';
import * as removal from './adoption-file-removal.ts';
import * as showing from './adoption-file-showing.ts';
import * as fileRoute from './adoption-file.ts';
import * as files from './adoption-files.tsx';
import * as pilot from './adoption-pilot.tsx';
import * as steps from './adoption-steps.tsx';
import * as adoption from './adoption.tsx';
import * as publicAdoption from './public-adoption.tsx';
import * as publicFile from './public-adoption-file.ts';

const words = { place: 'Bộ phận một cửa phường Hoa Lư', startsOn: '2026-10-01', endsOn: '2026-10-31', measure: 'Thời gian xử lý một hồ sơ', unit: 'phút', better: 'LESS', baseline: '42', baselineOn: '2026-09-30', result: '', resultOn: '', fileId: '', evidence: '' };
const name = 'Báo cáo thí điểm.pdf';
const shown = { shown: 'on', unscanned: 'on' };

/** A prize with a pilot, a benefit and a file that everybody may read. */
async function shownWorld(): Promise<UseWorld & { file: string }> {
  const w = await useWorld();
  await setGalleryConsent(w.ports, w.entries[0]?.owner ?? w.organiser, { entry: w.entries[0]?.id ?? '', isGiven: true });
  expect((await w.upload(name, pdf())).status).toBe(303);
  const { id: file } = await w.db.selectFrom('adoption_file').select('id').executeTakeFirstOrThrow();
  expect((await w.send(pilot, words)).status).toBe(303);
  expect((await w.send(steps, { kind: 'BENEFIT', title: 'Giảm giờ công', on: '2026-11-20', amount: '12', unit: 'giờ', evidence: '', fileId: file })).status).toBe(303);
  expect((await w.send(showing, shown, { file })).status).toBe(303);
  return { ...w, file };
}

async function takeBack(w: UseWorld): Promise<void> {
  const entry = w.entries[2];
  if (!entry) throw new Error('no entry to object with');
  await raiseAppeal(w.ports, entry.owner, { entry: entry.id, words: 'Đề nghị xem lại điểm của bài.' });
  const [appeal] = await listAppeals(w.db, w.contest.id);
  expect(await answerAppeal(w.ports, w.organiser, { contest: w.contest.id, appeal: appeal?.id ?? '', outcome: 'UPHELD', answer: 'Phản ánh đúng.' })).toEqual({ ok: true });
  expect(await withdrawResults(w.ports, w.publisher, { contest: w.contest.id, version: 1, reason: 'Một tệp nộp đúng hạn chưa được chấm.' })).toEqual({ ok: true });
}
const publishAgain = async (w: UseWorld) => expect(await publishResults(w.ports, w.publisher, { contest: w.contest.id, hash: await resultsHash(w), minutes: 'Hội đồng họp lại.' })).toEqual({ ok: true });
/** What everybody can learn of the use of the prize. */
async function inPublic(w: UseWorld & { file: string }): Promise<{ page: string; file: number | string; lists: number[] }> {
  const file = await w.fetchFile(publicFile.loader, null, { file: w.file }).then(({ status }) => status, (error: Error) => /"kind":"([\w-]+)"/.exec(error.message)?.[1] ?? error.message);
  return { page: await w.html(publicAdoption, null), file, lists: [(await publicAdoptions(w.db, w.contest.id)).length, (await publicGaps(w.db, w.contest.id)).length] };
}
const told = [name, 'UBND xã Gia Viễn', words.place, 'Giảm giờ công', 'Sáng kiến số 1'];

describe('what becomes of a prize, in public', () => {
  it('goes with the results that are taken back, and comes again with those that give the prize again', async () => {
    await using w = await shownWorld();
    const before = await inPublic(w);
    expect([told.filter((word) => !before.page.includes(word)), before.file, before.lists]).toEqual([[], 200, [1, 1]]);
    await takeBack(w);
    const between = await inPublic(w);
    expect([told.filter((word) => between.page.includes(word)), between.file, between.lists]).toEqual([[], 'not-found', [0, 0]]);
    expect(between.page).toContain('Một tệp nộp đúng hạn chưa được chấm.');
    // The unit and the desk go on as before, and are told.
    for (const reader of [w.leader, w.organiser]) expect(await w.html(adoption, reader)).toContain('đang được thu hồi');
    expect((await w.fetchFile(fileRoute.loader, w.leader, { file: w.file })).status).toBe(200);
    await publishAgain(w);
    const after = await inPublic(w);
    expect([told.filter((word) => !after.page.includes(word)), after.file]).toEqual([[], 200]);
    expect(await w.html(adoption, w.leader)).not.toContain('đang được thu hồi');
  });

  it('stays away when the prize is not given again', async () => {
    await using w = await shownWorld();
    await takeBack(w);
    const first = w.entries[0]?.id ?? '';
    const [was] = await w.db.selectFrom('contest_decision').select('id').where('entry_id', '=', first).where('revoked_at', 'is', null).execute();
    expect(await decidePrize(w.ports, w.organiser, { contest: w.contest.id, entry: first, verdict: { kind: 'NONE' }, reason: 'Hội đồng thống nhất không trao giải này sau khi xem lại.', was: was?.id ?? '' })).toEqual({ ok: true });
    await publishAgain(w);
    const after = await inPublic(w);
    expect([told.filter((word) => after.page.includes(word)), after.file, after.lists[0]]).toEqual([[], 'not-found', 0]);
    expect(await w.html(adoption, w.leader)).toContain('không còn giải');
  });
});

describe('a file that no scanner has seen', () => {
  it('is shown only by whoever chooses so in as many words, and the public page says it', async () => {
    await using w = await useWorld();
    await w.upload(name, pdf());
    const { id: file } = await w.db.selectFrom('adoption_file').select('id').executeTakeFirstOrThrow();
    expect(await w.html(files, w.leader)).toContain('Công khai dù chưa quét');
    expect((await w.send(showing, { shown: 'on' }, { file })).status).toBe(409);
    expect(await w.db.selectFrom('adoption_file').select('shown_at').execute()).toEqual([{ shown_at: null }]);
    expect((await w.send(showing, shown, { file })).status).toBe(303);
    expect(await w.html(publicAdoption, null)).toContain('Chưa quét mã độc');
    expect((await w.db.selectFrom('audit_event').select('details').where('action', '=', 'adoption.show-file').execute()).map(({ details }) => JSON.parse(details) as unknown)).toEqual([{ fileName: name, state: 'UNSCANNED' }]);
    await w.db.updateTable('adoption_file').set({ scan: 'CLEAN', shown_at: null }).execute();
    expect(await w.html(files, w.leader)).not.toContain('dù chưa quét');
    expect((await w.send(showing, { shown: 'on' }, { file })).status).toBe(303);
    expect(await w.html(publicAdoption, null)).not.toContain('Chưa quét mã độc');
  });
});

const none = { CLAMAV_HOST: undefined, CLAMAV_PORT: 3310 };
const sweep = (w: UseWorld, scanner: { CLAMAV_HOST: string | undefined; CLAMAV_PORT: number } = none) => sweepEvidence({ ...w.ports, filesDir: join(w.folder, 'files'), scanner });

describe('files of evidence at night', () => {
  it('are looked at once there is a scanner: what it passes loses its mark', async () => {
    await using w = await shownWorld();
    expect(await sweep(w)).toEqual({ loose: 0, scanned: 0 });
    await using clean = await scannerSaying('OK');
    expect([await sweep(w, clean.scanner), await sweep(w, clean.scanner)]).toEqual([{ loose: 0, scanned: 1 }, { loose: 0, scanned: 0 }]);
    expect(await w.html(publicAdoption, null)).not.toContain('Chưa quét mã độc');
    expect((await inPublic(w)).file).toBe(200);
  });

  it('go from the public page and to nobody when it stops them; their name stays with what rests on them', async () => {
    await using w = await shownWorld();
    await using stops = await scannerSaying('Eicar-Test FOUND');
    expect(await sweep(w, stops.scanner)).toEqual({ loose: 0, scanned: 1 });
    const after = await inPublic(w);
    expect([after.page.includes(name), after.page.includes('Giảm giờ công'), after.file]).toEqual([false, true, 'not-found']);
    for (const reader of [w.leader, w.organiser, w.auditor]) await expect(w.fetchFile(fileRoute.loader, reader, { file: w.file })).rejects.toThrow('"kind":"conflict"');
    const [own, list] = [await w.html(adoption, w.leader), await w.html(files, w.leader)];
    for (const page of [own, list]) expect([page.includes('Bộ quét mã độc đã chặn'), page.includes(name), page.includes(`href="/contest-desk/adoptions/${w.id}/files/${w.file}"`)]).toEqual([true, true, false]);
    expect(own).toContain('đã chặn 1 tệp minh chứng');
    expect((await w.send(showing, shown, { file: w.file })).status).toBe(409);
    expect(refusals(await w.send(pilot, { ...words, result: '30', resultOn: '2026-11-02', fileId: w.file }))).toContain('fileId: ');
    // A benefit rests on it.
    expect((await w.send(removal, {}, { file: w.file })).status).toBe(409);
    expect(await w.db.selectFrom('audit_event').select(['actor_id', 'object_id', 'details']).where('action', '=', 'adoption.stop-file').execute()).toEqual([{ actor_id: null, object_id: w.id, details: JSON.stringify({ fileName: name, note: 'Eicar-Test' }) }]);
    expect(await sweep(w, stops.scanner)).toEqual({ loose: 0, scanned: 0 });
  });

  it('leave nothing behind: bytes without a row go after a day, those of a file that was removed too', async () => {
    await using w = await shownWorld();
    const folder = join(w.folder, 'files', 'adoptions', w.id);
    const put = (at: string, when: Date) => {
      writeFileSync(at, 'x');
      utimesSync(at, when, when);
    };
    const long = new Date('2026-11-20T00:00:00Z');
    put(join(folder, 'orphan'), long);
    put(join(folder, 'arriving'), w.clock.now());
    mkdirSync(join(w.folder, 'files', 'adoptions', 'no-adoption'));
    put(join(w.folder, 'files', 'adoptions', 'no-adoption', 'x'), long);
    expect(await sweep(w)).toEqual({ loose: 2, scanned: 0 });
    expect(['orphan', 'arriving', w.file].map((one) => existsSync(join(folder, one)))).toEqual([false, true, true]);
    // A process that died between the row and the disk leaves the bytes.
    await w.db.updateTable('adoption_file').set({ removed_at: w.clock.now().toISOString(), shown_at: null }).execute();
    utimesSync(join(folder, w.file), long, long);
    expect(await sweep(w)).toEqual({ loose: 1, scanned: 0 });
  });

  it('that are stopped can be shown by nobody, says the database too', async () => {
    await using w = await shownWorld();
    const at = '2026-11-23T01:00:00.000Z';
    await expect(w.db.updateTable('adoption_file').set({ stopped_at: at, stopped_note: 'Eicar' }).execute()).rejects.toThrow('CHECK');
    await expect(w.db.updateTable('adoption_file').set({ stopped_at: at, shown_at: null }).execute()).rejects.toThrow('CHECK');
    await w.db.updateTable('adoption_file').set({ stopped_at: at, stopped_note: 'Eicar', shown_at: null }).execute();
    await expect(w.db.updateTable('adoption_file').set({ shown_at: at }).execute()).rejects.toThrow('CHECK');
  });
});
