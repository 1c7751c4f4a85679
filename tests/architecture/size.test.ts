import { describe, expect, it } from 'vitest';
import allowed from './size-allowed.json' with { type: 'json' };
import { compareWithAllowed, listOversize } from './size.ts';
import { plant, projectRoot } from './tree.ts';

const lines = (count: number) => '  x();\n'.repeat(count);
const found = (files: Record<string, string>) => {
  using tree = plant(files);
  return listOversize(tree.root, ['app']).map(({ what }) => what);
};

describe('size', () => {
  it('stays within the budgets of the house', () => {
    expect(compareWithAllowed(listOversize(projectRoot), allowed)).toEqual([]);
  });

  it('is measured for files, functions, loaders and actions', () => {
    expect(found({ 'app/a.ts': 'const a = 1;\n'.repeat(251) })).toEqual(['file:app/a.ts']);
    expect(found({ 'app/a.ts': 'const a = 1;\n'.repeat(250) })).toEqual([]);
    expect(found({ 'app/a.ts': `function long() {\n${lines(39)}}\n` })).toEqual(['function:app/a.ts#long']);
    expect(found({ 'app/a.tsx': `export const long = () => {\n${lines(39)}};\n` })).toEqual(['function:app/a.tsx#long']);
    expect(found({ 'app/a.ts': `class A {\n  run() {\n${lines(39)}  }\n}\n` })).toEqual(['function:app/a.ts#run']);
    expect(found({ 'app/a.tsx': `export const loader = page({ guard: 'public' }, () => {\n${lines(14)}});\n` })).toEqual(['loader:app/a.tsx']);
    expect(found({ 'app/a.tsx': `export const action = submit({ form }, async () => {\n${lines(24)}});\n` })).toEqual(['action:app/a.tsx']);
    expect(found({ 'app/a.tsx': `export const action = submit({ form }, async () => {\n${lines(23)}});\n` })).toEqual([]);
  });

  it('finds a loader that hides behind a name', () => {
    expect(found({ 'app/a.tsx': `export const loader = page({}, load);\nfunction load() {\n${lines(14)}}\n` })).toEqual(['loader:app/a.tsx']);
    expect(found({ 'app/a.tsx': `const load = () => {\n${lines(14)}};\nexport const loader = page({}, load);\n` })).toEqual(['loader:app/a.tsx']);
  });

  it('leaves tests, the generated schema and migrations alone', () => {
    using tree = plant({ 'app/a.test.ts': lines(300), 'db/schema.ts': lines(300), 'db/migrations/0001-x.ts': lines(300), 'app/b.ts': '' });
    expect(listOversize(tree.root, ['app', 'db'])).toEqual([]);
  });

  it('has an allow-list that only shrinks', () => {
    const long = [{ what: 'file:app/a.ts', lines: 260 }];
    expect(compareWithAllowed(long, {})).toEqual(['file:app/a.ts has 260 lines']);
    expect(compareWithAllowed(long, { 'file:app/a.ts': 260 })).toEqual([]);
    expect(compareWithAllowed(long, { 'file:app/a.ts': 280 })).toHaveLength(1);
    expect(compareWithAllowed([], { 'file:app/a.ts': 280 })).toEqual(['file:app/a.ts needs its entry in the allow-list no longer']);
  });
});
