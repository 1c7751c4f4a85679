import { appendFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../tests/support/server.ts';
import { processFolder } from '../platform/processes.server.ts';
import { listNoted, readTaken, removeTaken, TakenNotes, type TakenNote } from './taken-notes.server.ts';

const noteOf = (id: string, providerId: string | null = '250 2.0.0 Ok: queued'): TakenNote => ({ id, lease: `lease of ${id}`, state: 'ACCEPTED', providerId, at: '2026-12-01T03:00:00.000Z' });

function folder() {
  const made = temporaryFolder();
  mkdirSync(processFolder(made.path));
  return made;
}

describe('what a process notes of what was taken', () => {
  it('is read by others at once, in whatever words a provider answers', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.option(fc.string({ unit: 'binary' })))), (answers) => {
        using made = folder();
        const notes = answers.map(([id, words]) => noteOf(id, words));
        const taken = new TakenNotes(made.path, 'p');
        for (const note of notes) taken.write(note);
        expect(readTaken(made.path, 'p')).toEqual(notes);
      }),
      { numRuns: 30 },
    );
  });

  it('is a line of its own also behind one that was cut off, and what is no note is none', () => {
    using made = folder();
    const path = join(processFolder(made.path), 'p.taken');
    writeFileSync(path, `${JSON.stringify(noteOf('a'))}\n{"id":"b"}\n\0\0\0\n`);
    new TakenNotes(made.path, 'p').write(noteOf('c'));
    appendFileSync(path, JSON.stringify(noteOf('d')).slice(0, 40));
    expect(readTaken(made.path, 'p').map(({ id }) => id)).toEqual(['a', 'c']);
    expect([readTaken(made.path, 'nobody'), readTaken('/nowhere', 'p'), listNoted('/nowhere')]).toEqual([[], [], []]);
  });

  it('grows no further than what is open: the ledger’s own are left out, and with the last of them the file goes', () => {
    using made = folder();
    const taken = new TakenNotes(made.path, 'p');
    const words = 'x'.repeat(200);
    taken.write(noteOf('open', words));
    for (let nth = 0; nth < 3_000; nth += 1) {
      taken.write(noteOf(`d${nth}`, words));
      taken.forget([`d${nth}`]);
    }
    expect(statSync(join(processFolder(made.path), 'p.taken')).size).toBeLessThan(300_000);
    expect(readTaken(made.path, 'p')).toContainEqual(noteOf('open', words));
    taken.close();
    expect(listNoted(made.path)).toEqual(['p']);
    taken.forget(['open']);
    taken.close();
    expect(listNoted(made.path)).toEqual([]);
    taken.write(noteOf('later'));
    expect([listNoted(made.path), readTaken(made.path, 'p')]).toEqual([['p'], [noteOf('later')]]);
    removeTaken(made.path, 'p');
    expect(listNoted(made.path)).toEqual([]);
  });

  it('that was given up stays until it is settled, and one that was noted anew beyond that', () => {
    using made = folder();
    const taken = new TakenNotes(made.path, 'p');
    for (const id of ['a', 'b', 'c']) taken.write(noteOf(id));
    taken.giveUp([{ id: 'a', lease: 'lease of a' }, { id: 'b', lease: 'lease of b' }, { id: 'never noted', lease: 'x' }]);
    const { givenUp } = taken;
    expect(givenUp.map(({ id }) => id)).toEqual(['a', 'b']);
    // Sent again by this process, under another lease, before the answer of the sweep is here.
    taken.write({ ...noteOf('b'), lease: 'a later lease' });
    taken.forgetGivenUp(givenUp);
    expect(taken.givenUp).toEqual([]);
    taken.forget(['c']);
    taken.close();
    expect(listNoted(made.path), 'b is open').toEqual(['p']);
    taken.forget(['b']);
    taken.close();
    expect(listNoted(made.path)).toEqual([]);
  });

  it('is for the eyes of its owner only', () => {
    using made = folder();
    new TakenNotes(made.path, 'p').write(noteOf('a'));
    expect(statSync(join(processFolder(made.path), 'p.taken')).mode & 0o077).toBe(0);
  });
});
