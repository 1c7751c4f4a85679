import { describe, expect, it } from 'vitest';
import { freshDb } from '../../tests/support/db.ts';
import { isConstraintError, sqliteCode, translateDatabaseError } from './database-errors.ts';
import { AppError } from './errors.ts';

const withCode = (errcode: unknown) => Object.assign(new Error('database trouble'), { errcode });

describe('a trouble of the database', () => {
  it.each([
    ['busy', 5, 5, 'bận'],
    ['busy while recovering', 261, 5, 'bận'],
    ['a stale snapshot', 517, 5, 'bận'],
    ['a locked table', 6, 5, 'bận'],
    ['a full disk', 13, 60, 'đầy'],
    ['a write that failed', 778, 60, 'đầy'],
  ])('%s (%i) asks people to come again after %i seconds', (_what, code, seconds, word) => {
    const cause = withCode(code);
    const error = translateDatabaseError(cause);
    expect(error).toMatchObject({ name: 'AppError', kind: 'unavailable', retryAfterSeconds: seconds, cause });
    expect((error as AppError).say.vi).toContain(word);
    expect((error as AppError).message).not.toContain('database trouble');
  });

  it.each<[string, unknown]>([
    ['a broken rule', withCode(2067)],
    ['a read-only file', withCode(8)],
    ['a damaged file', withCode(11)],
    ['a code that is a text', withCode('5')],
    ['any other error', new Error('x')],
    ['a refusal', new AppError('conflict', { vi: 'x', en: 'x' })],
    ['nothing', null],
    ['nothing at all', undefined],
    ['a text', 'x'],
  ])('%s comes back unchanged', (_what, error) => {
    expect(translateDatabaseError(error)).toBe(error);
  });
});

it.each([[19, true], [787, true], [1555, true], [2067, true], [275, true], [5, false], [undefined, false], ['19', false]])('the code %j breaks a rule of a table: %s', (code, breaks) => {
  expect(isConstraintError(withCode(code))).toBe(breaks);
});

it('knows the real errors of the real database', async () => {
  await using db = await freshDb();
  const of = (work: Promise<unknown>) => work.then(() => undefined, (error: unknown) => error);
  const secret = { name: 'a', value: 'b', created_at: 'c' };
  await db.insertInto('secret').values(secret).execute();
  const [twice, unknown] = [await of(db.insertInto('secret').values(secret).execute()), await of(db.selectFrom('no_such_table' as 'secret').selectAll().execute())];
  expect([isConstraintError(twice), isConstraintError(unknown), sqliteCode(unknown)]).toEqual([true, false, 1]);
});
