import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from './errors.ts';
import { platformMessages } from './messages.ts';
import { jobSigns, kindOf, networkSigns, troubleMessages, type JobTrouble } from './trouble.ts';

/** What an error says when this is done. */
const said = (deed: () => unknown): string => {
  try {
    deed();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'nothing was thrown';
};

describe('technical trouble', () => {
  it.each<[string, JobTrouble]>([
    ['the process ended during every try', 'ended'],
    ['no handler for job learning.count', 'no-handler'],
    ['database is locked', 'locked'],
    ['database table is locked: job', 'locked'],
    ['database or disk is full', 'disk-full'],
    ['Error: no space left on device', 'disk-full'],
    ["ENOSPC: no space left on device, write '/data/files/a'", 'disk-full'],
    ["ENOENT: no such file or directory, open '/data/files/a'", 'file-missing'],
    ["EACCES: permission denied, mkdir '/data/packs'", 'file-denied'],
    ['attempt to write a readonly database', 'file-denied'],
    ['EMFILE: too many open files', 'files-open'],
    ['Worker terminated due to reaching memory limit: JS heap out of memory', 'memory'],
    ['no such table: contest_vote', 'version'],
    ['UNIQUE constraint failed: job.unique_key', 'rule'],
    ['the ledger refused a reminder: TOO_MANY', 'ledger'],
    ['connect ECONNREFUSED 127.0.0.1:587', 'refused'],
    ['getaddrinfo ENOTFOUND mail.vi-du.invalid', 'name'],
    ['connect ETIMEDOUT 192.0.2.1:443', 'timeout'],
    ['The operation was aborted due to timeout', 'timeout'],
    ['Timed out after 30 s', 'timeout'],
    ['socket hang up', 'cut-off'],
    ['unable to verify the first certificate; UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
  ])('"%s" is known', (words, kind) => {
    expect(kindOf(words, jobSigns)).toBe(kind);
  });

  it('is known where our own code, the validator or a parser says it', () => {
    const refusals = (['not-found', 'forbidden', 'conflict', 'invalid', 'too-large', 'limit', 'unavailable'] as const).map((kind) => kindOf(new AppError(kind, platformMessages.both('error.unexpected')).message, jobSigns));
    expect(refusals).toEqual(['not-found', 'forbidden', 'conflict', 'invalid', 'invalid', 'busy', 'busy']);
    for (const deed of [() => z.object({ id: z.string() }).parse({ id: 4 }), () => JSON.parse('{"a"'), () => JSON.parse('x'), () => JSON.parse('')]) expect(kindOf(said(deed), jobSigns), said(deed)).toBe('payload');
  });

  it('is not guessed', () => {
    for (const words of ['', 'Cannot read properties of undefined', 'constructor', 'a certain time', 'CONFLICT: x']) expect(kindOf(words, jobSigns), words).toBeNull();
  });

  it('has a sentence for each of its kinds, and no sentence without a kind', () => {
    const kinds = [...jobSigns, ...networkSigns].map(([kind]) => kind as string);
    expect(Object.keys(troubleMessages.catalogue).toSorted()).toEqual([...new Set([...kinds, 'details', 'unknown', 'none'])].toSorted());
  });
});
