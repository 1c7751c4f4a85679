import { describe, expect, it } from 'vitest';
import { faultyImports } from './cruise.ts';
import { importRules } from './import-rules.ts';
import { allowedImports, plantedImports } from './planted-imports.ts';
import { plant, projectRoot } from './tree.ts';

describe('imports', () => {
  it('follow the directions of the house', async () => {
    expect(await faultyImports(projectRoot)).toEqual([]);
  });

  it('may be what the house allows', async () => {
    using tree = plant(allowedImports);
    expect(await faultyImports(tree.root)).toEqual([]);
  });

  const names = importRules.map((rule) => rule.name ?? '');

  it('have a planted violation for every rule', () => {
    expect(Object.keys(plantedImports).toSorted()).toEqual(names.toSorted());
  });

  it.each(names)('are caught by %s', async (name) => {
    using tree = plant(plantedImports[name] ?? {});
    expect((await faultyImports(tree.root)).map((fault) => fault.split(':')[0])).toContain(name);
  });
});
