import { describe, expect, it } from 'vitest';
import { faultsOfPackages, listMachineTraces, registryHosts, type Lock, type Manifest } from './project-files.ts';
import { plant, projectRoot, readSource } from './tree.ts';

const traces = (text: string, hosts: string[] = []) => {
  using tree = plant({ 'docs/a.md': text });
  return listMachineTraces(tree.root, hosts);
};

describe('the tree', () => {
  it('names no folder and no package host of one machine', () => {
    expect(listMachineTraces(projectRoot, registryHosts(process.env))).toEqual([]);
  });

  it.each(['cd /root/x/', 'open /home/mai/code/', 'C:\\Users\\mai', ['"', 'work', 'wt', 'a', '"'].join('/'), 'http://10.1.2.3/npm', 'https://npm.example.internal/', 'https://nexus.example.org/repository/npm'])('is caught with %s', (text) => {
    expect(traces(text)).toHaveLength(1);
  });

  it('may hold addresses of the product and of examples', () => {
    expect(traces('http://127.0.0.1:3000/, https://hoc06.example/root/a, /usr/bin/chromium, ../work/x')).toEqual([]);
  });

  it('is caught with the host of the registry in use', () => {
    expect(registryHosts({ npm_config_registry: 'https://packages.example.net/npm/' })).toEqual(['packages.example.net']);
    expect(registryHosts({ npm_config_registry: 'https://registry.npmjs.org/' })).toEqual([]);
    expect(traces('see packages.example.net', ['packages.example.net'])).toHaveLength(1);
  });
});

describe('the packages', () => {
  const manifest = JSON.parse(readSource(projectRoot, 'package.json')) as Manifest;
  const lock = JSON.parse(readSource(projectRoot, 'package-lock.json')) as Lock;

  it('are pinned, hashed and locked as they are declared', () => {
    expect(faultsOfPackages(manifest, lock)).toEqual([]);
  });

  const good = { version: '1.0.0', integrity: 'sha512-x' };
  const check = (version: string, locked: Lock['packages'][string], declared = version) => faultsOfPackages({ dependencies: { toy: version } }, { packages: { '': { dependencies: { toy: declared } }, 'node_modules/toy': locked } });

  it('are caught when something is loose', () => {
    expect(check('1.0.0', good)).toEqual([]);
    expect(check('npm:other-toy@1.0.0', good)).toEqual([]);
    expect(check('npm:other-toy@^1.0.0', good)).toContain('toy is not pinned: npm:other-toy@^1.0.0');
    expect(check('^1.0.0', good)).toContain('toy is not pinned: ^1.0.0');
    expect(check('1.0.1', good)).toEqual(['toy is 1.0.1 in package.json and 1.0.0 in the lock file']);
    expect(check('1.0.0', good, '1.0.2')).toEqual(['dependencies differ between package.json and the lock file']);
    expect(check('1.0.0', { ...good, resolved: 'https://packages.example.net/toy.tgz' })).toEqual(['node_modules/toy comes from a foreign host']);
    expect(check('1.0.0', { version: '1.0.0' })).toEqual(['node_modules/toy has no hash']);
  });
});
