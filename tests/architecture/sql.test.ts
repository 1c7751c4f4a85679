import { describe, expect, it } from 'vitest';
import { listEnvironmentReaders, listMisplacedSql } from './sql.ts';
import { plant, projectRoot } from './tree.ts';

describe('SQL', () => {
  it('stands only in commands, queries and row modules', () => {
    expect(listMisplacedSql(projectRoot)).toEqual([]);
  });

  it.each([
    ['a route', 'app/learning/routes/a.tsx', "export const loader = page({}, ({ context }) => context.db.selectFrom('course').selectAll().execute());"],
    ['a route that calls itself a server file', 'app/learning/routes/a.server.ts', "db.insertInto('course')"],
    ['a rule', 'app/learning/rules/a.ts', 'sql<number>`select 1`'],
    ['a plain module', 'app/learning/exam.ts', "tx.updateTable('attempt')"],
    ['a raw statement', 'app/learning/components/a.tsx', "raw.prepare('select 1')"],
  ])('is found in %s', (_what, file, text) => {
    using tree = plant({ [file]: text, 'app/learning/queries/fine.server.ts': "db.selectFrom('x')", 'app/learning/rows.server.ts': "db.deleteFrom('x')" });
    expect(listMisplacedSql(tree.root)).toEqual([file]);
  });
});

describe('the environment', () => {
  it('is read once, at the entry points', () => {
    expect(listEnvironmentReaders(projectRoot)).toEqual([]);
  });

  it('is found where somebody reads it by himself', () => {
    using tree = plant({ 'app/learning/a.ts': "const port = process.env['PORT'];", 'app/server.ts': 'process.env' });
    expect(listEnvironmentReaders(tree.root, ['app'])).toEqual(['app/learning/a.ts']);
  });
});
