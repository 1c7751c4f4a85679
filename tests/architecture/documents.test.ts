import { describe, expect, it } from 'vitest';
import { readEnv } from '../../app/platform/env.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../db/seeds/demo/index.ts';
import { faultsOfDocuments, namesInTable } from './documents.ts';
import { plant, projectRoot, readSource } from './tree.ts';

const faults = (text: string) => {
  using tree = plant({ 'docs/a.md': text, 'docs/decisions/0001-one.md': 'x', 'docs/b.md': 'x', 'app/c.ts': '', 'package.json': '{"scripts":{"demo":"x"}}' });
  return faultsOfDocuments(tree.root);
};

describe('the documents', () => {
  it('lead to what is there', () => {
    expect(faultsOfDocuments(projectRoot)).toEqual([]);
  });

  it.each([
    ['[b](gone.md)', 'docs/a.md: there is nothing at gone.md'],
    ['[b](../docs/b.md#part) ![p](pictures/p.png)', 'docs/a.md: there is nothing at pictures/p.png'],
    ['see `app/gone.ts`.', 'docs/a.md: there is no app/gone.ts'],
    ['(docs/decisions/0002)', 'docs/a.md: there is no docs/decisions/0002'],
    ['`npm run gone -- x`', 'docs/a.md: there is no command gone'],
  ])('are caught with %j', (text, fault) => {
    expect(faults(text)).toEqual([fault]);
  });

  it('may name what is there, patterns, and other places', () => {
    expect(faults('[b](b.md#part), [w](https://vi-du.invalid/x.md), docs/decisions/0001, `app/c.ts`, `app/<feature>/x.ts`, `tests/*.ts`, /work/app/x.ts, `npm run demo`')).toEqual([]);
  });
});

describe('the README', () => {
  const readme = readSource(projectRoot, 'README.md');

  it('names the accounts of the demo, all of them and no other', () => {
    expect(namesInTable(readme, 'Demo accounts').toSorted()).toEqual(DEMO_ACCOUNTS.map(({ email }) => email).toSorted());
    expect(readme).toContain(`\`${DEMO_PASSWORD}\``);
  });

  it('has every command, and no other', () => {
    const { scripts } = JSON.parse(readSource(projectRoot, 'package.json')) as { scripts: Record<string, string> };
    const named = namesInTable(readme, 'Commands').map((command) => command.replace(/^npm (run )?/, '').split(' ')[0]);
    expect(named.toSorted()).toEqual(Object.keys(scripts).toSorted());
  });

  it('names every setting of the environment, and no other', () => {
    const known = new Set<string>();
    readEnv(new Proxy({ NODE_ENV: 'test' } as Record<string, string | undefined>, { get: (source, name) => (typeof name === 'string' ? (known.add(name), source[name]) : undefined) }));
    expect(namesInTable(readme, 'Environment').toSorted()).toEqual([...known].toSorted());
  });
});
