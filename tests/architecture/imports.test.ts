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

  it('are caught by their rules, each in its own files', async () => {
    const found: string[] = [];
    for (const files of woods(Object.values(plantedImports))) {
      using tree = plant(files);
      found.push(...(await faultyImports(tree.root)));
    }
    const missed = names.filter((name) => !found.some((fault) => Object.keys(plantedImports[name] ?? {}).some((file) => fault.startsWith(`${name}: ${file} → `))));
    expect(missed).toEqual([]);
  });
});

/** Puts trees that have no file in common into one, because looking through many small ones takes longer. */
function woods(trees: readonly Record<string, string>[]): Record<string, string>[] {
  const woods: Record<string, string>[] = [];
  for (const tree of trees) {
    const wood = woods.find((each) => Object.keys(tree).every((file) => !Object.hasOwn(each, file)));
    if (wood) Object.assign(wood, tree);
    else woods.push({ ...tree });
  }
  return woods;
}
