import { expect, it } from 'vitest';
import { done, entryWorld } from '../../../tests/world/contest-entries.ts';
import { removeEntryFile } from '../commands/remove-entry-file.server.ts';
import { sweepEntryFiles } from '../commands/sweep-entry-files.server.ts';
import { entryFilePath } from '../entry-store.server.ts';
import { hashOnDisk } from '../../platform/files/disk.server.ts';
import { getBlindEntry } from './blind-entry.server.ts';
import { listCopies } from './blind-copies.server.ts';
import { getDeskEntry } from './screening.server.ts';

async function handedIn() {
  const w = await entryWorld();
  const fileId = await w.attach('a.pdf');
  await w.fill();
  await done(w.handIn());
  const read = async () => ({ copies: (await listCopies(w.db, w.entryId)).map((copy) => copy.fileId), desk: (await getDeskEntry(w.db, w.contest.id, w.entryId)).files.map(({ id }) => id), waiting: (await getBlindEntry(w.db, w.entryId, true, '')).waitingFiles });
  return Object.assign(w, { fileId, read });
}

it('judges and screening read the files of the last submission, whatever became of the draft', async () => {
  await using w = await handedIn();
  const before = { copies: [w.fileId], desk: [w.fileId], waiting: 1 };
  await w.attach('b.pdf');
  expect(await w.read()).toEqual(before);
  await done(removeEntryFile(w.ports, w.lead, w.entryId, w.fileId));
  w.clock.pass({ days: 30 });
  await sweepEntryFiles(w.ports);
  expect(await w.read()).toEqual(before);
  expect(await hashOnDisk(entryFilePath(w.ports.filesDir, w.entryId, w.fileId))).toMatch(/^[0-9a-f]{64}$/);
});

it('a file in quarantine is copied for nobody and reaches no judge, also when its copy was made before', async () => {
  await using w = await handedIn();
  const values = { file_id: w.fileId, entry_id: w.entryId, name: 'tep-1.pdf', bytes: 1, sha256: 'x', leftovers: '[]', made_at: w.clock.now().toISOString() };
  await w.db.insertInto('blind_copy').values(values).execute();
  expect((await getBlindEntry(w.db, w.entryId, true, '')).files).toHaveLength(1);
  await w.db.updateTable('entry_file').set({ scan: 'QUARANTINED', scan_note: 'Eicar' }).execute();
  expect((await getBlindEntry(w.db, w.entryId, true, '')).files).toEqual([]);
  expect(await w.read()).toMatchObject({ copies: [], waiting: 0 });
});
