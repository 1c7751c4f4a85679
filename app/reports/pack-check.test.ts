import { appendFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKeyPairSync, verify } from 'node:crypto';
import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zipOf } from '../../tests/support/spreadsheet.ts';
import { loosePack, secret, type LoosePack } from '../../tests/world/packs.ts';
import { publicKeyFor, publicKeyFromPem } from '../platform/ed25519.server.ts';
import { directoryOf, localHead, placed } from '../platform/plain-zip.ts';
import { checkPack } from './pack-check.server.ts';
import { packKey } from './pack-key.server.ts';

/** Every seventh byte, so that each of its bits has its turn; every one with WHOLE=1. */
const step = process.env['WHOLE'] ? 1 : 7;

const faultsOf = async (path: string, key: string | null = packKey(secret).publicKey) => {
  const checked = await checkPack(path, key);
  return checked.ok ? [] : checked.faults.map(({ why, name }) => (name === undefined ? why : `${why} ${name}`));
};
const withFolder = async (traits: LoosePack, act: (folder: string) => void = () => undefined) => {
  using pack = await loosePack(traits);
  act(pack.folder);
  return await faultsOf(pack.folder);
};

describe('a pack', () => {
  it('is whole with the right key, as zip and unpacked', async () => {
    using pack = await loosePack();
    for (const path of [pack.zip, pack.folder]) expect(await checkPack(path, pack.publicKey)).toMatchObject({ ok: true, isOwnKey: true, manifest: { unit: { name: 'UBND phường Hoa Lư' }, files: [{ name: 'hoc-tap.csv', rows: 2 }, { name: 'tom-tat.pdf', rows: null }] } });
  });

  it('is whole without a key too, but says that nobody has vouched for it', async () => {
    using pack = await loosePack();
    expect(await checkPack(pack.zip, null)).toMatchObject({ ok: true, isOwnKey: false });
  });

  it('is a zip that any program opens, with a signature that any program checks', async () => {
    using pack = await loosePack();
    const files = unzipSync(readFileSync(pack.zip));
    expect(Object.keys(files)).toEqual(['hoc-tap.csv', 'tom-tat.pdf', 'manifest.json', 'manifest.sig']);
    expect(Buffer.from(files['hoc-tap.csv'] ?? []).equals(readFileSync(join(pack.folder, 'hoc-tap.csv')))).toBe(true);
    expect(verify(null, files['manifest.json'] ?? Buffer.alloc(0), pack.pem, files['manifest.sig'] ?? Buffer.alloc(0))).toBe(true);
    expect(publicKeyFromPem(pack.pem)).toBe(pack.publicKey);
  });

  it('shows any changed byte anywhere in the zip', async () => {
    using pack = await loosePack();
    const whole = readFileSync(pack.zip);
    const path = `${pack.zip}.changed`;
    const change = async (at: number, by: number) => {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ by;
      writeFileSync(path, changed);
      expect(await faultsOf(path), `byte ${at} by ${by}`).not.toEqual([]);
    };
    for (let at = 0; at < whole.length; at += step) await change(at, 1 << (at % 8));
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), change), { numRuns: 300 });
  });

  it('shows every missing and every added byte', async () => {
    using pack = await loosePack();
    const whole = readFileSync(pack.zip);
    const path = `${pack.zip}.changed`;
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.uint8Array({ minLength: 0, maxLength: 3 }), async (at, added) => {
        writeFileSync(path, Buffer.concat([whole.subarray(0, at), added, added.length > 0 ? whole.subarray(at) : whole.subarray(at + 1)]));
        expect(await faultsOf(path)).not.toEqual([]);
      }),
      { numRuns: 200 },
    );
    writeFileSync(path, Buffer.concat([whole, Buffer.from('x')]));
    expect(await faultsOf(path)).toEqual(['NO_PACK']);
  });

  it('shows any changed byte of any unpacked file', async () => {
    using pack = await loosePack();
    for (const [name, fault] of [['hoc-tap.csv', 'HASH hoc-tap.csv'], ['tom-tat.pdf', 'HASH tom-tat.pdf'], ['manifest.sig', 'SIGNATURE']] as const) {
      const path = join(pack.folder, name);
      const whole = readFileSync(path);
      for (let at = 0; at < whole.length; at += step) {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ 0x10;
        writeFileSync(path, changed);
        expect(await faultsOf(pack.folder), `${name} ${at}`).toEqual([fault]);
      }
      writeFileSync(path, whole);
    }
    const manifest = readFileSync(join(pack.folder, 'manifest.json'));
    for (let at = 0; at < manifest.length; at += step) {
      const changed = Buffer.from(manifest);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(join(pack.folder, 'manifest.json'), changed);
      const [fault = ''] = await faultsOf(pack.folder);
      expect(['MANIFEST', 'SIGNATURE', 'KEY'], String(at)).toContain(fault.split(' ')[0]);
    }
  });
});

describe('what is wrong with a pack is named', () => {
  it.each<[string, LoosePack, (folder: string) => void, string[]]>([
    ['a file too many', {}, (folder) => writeFileSync(join(folder, 'them.csv'), 'x'), ['EXTRA them.csv']],
    ['a file that is gone', {}, (folder) => rmSync(join(folder, 'hoc-tap.csv')), ['MISSING hoc-tap.csv']],
    ['a file that goes on', {}, (folder) => appendFileSync(join(folder, 'hoc-tap.csv'), '003;y\r\n'), ['BYTES hoc-tap.csv']],
    ['several faults at once', {}, (folder) => { rmSync(join(folder, 'tom-tat.pdf')); appendFileSync(join(folder, 'hoc-tap.csv'), 'x'); }, ['BYTES hoc-tap.csv', 'MISSING tom-tat.pdf']],
    ['no manifest', {}, (folder) => rmSync(join(folder, 'manifest.json')), ['NO_MANIFEST']],
    ['no signature', {}, (folder) => rmSync(join(folder, 'manifest.sig')), ['NO_SIGNATURE']],
    ['a signature of another length', {}, (folder) => appendFileSync(join(folder, 'manifest.sig'), 'x'), ['NO_SIGNATURE']],
    ['a manifest written in another way', {}, (folder) => writeFileSync(join(folder, 'manifest.json'), JSON.stringify(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')), null, 1)), ['MANIFEST']],
    ['a manifest of 200 kB', {}, (folder) => writeFileSync(join(folder, 'manifest.json'), ' '.repeat(200_000)), ['MANIFEST']],
    ['a manifest that is none', {}, (folder) => writeFileSync(join(folder, 'manifest.json'), 'null'), ['MANIFEST']],
    ['a folder inside', {}, (folder) => mkdirSync(join(folder, 'sub')), ['EXTRA sub']],
    ['a link to elsewhere', {}, (folder) => symlinkSync('/etc/hostname', join(folder, 'link.csv')), ['EXTRA link.csv']],
    ['other rows than listed', { change: (manifest) => ({ ...manifest, files: manifest.files.map((file) => (file.rows === null ? file : { ...file, rows: 7 })) }) }, () => undefined, ['ROWS hoc-tap.csv']],
    ['a file that is listed twice', { change: (manifest) => ({ ...manifest, files: [...manifest.files, ...manifest.files] }) }, () => undefined, ['MANIFEST']],
    ['a manifest that lists itself', { change: (manifest) => ({ ...manifest, files: [...manifest.files, { name: 'manifest.json', bytes: 1, sha256: '0'.repeat(64), rows: null }] }) }, () => undefined, ['MANIFEST']],
    ['a foreign signature', { signature: () => Buffer.alloc(64, 1) }, () => undefined, ['SIGNATURE']],
  ])('%s', async (_what, traits, act, faults) => expect(await withFolder(traits, act)).toEqual(faults));

  it('another key, and a key of another purpose', async () => {
    using pack = await loosePack();
    for (const key of [packKey('another secret of thirty-two chars').publicKey, publicKeyFor(secret, 'entry receipt'), 'x', '']) expect((await faultsOf(pack.zip, key))[0]).toMatch(/^KEY /);
    using forged = await loosePack({ change: (manifest) => ({ ...manifest, key: { ...manifest.key, name: '0'.repeat(16) } }) });
    expect(await faultsOf(forged.zip)).toEqual([`KEY ${'0'.repeat(16)}`]);
  });

  it('a pack that somebody else signed and gave his own key is not ours', async () => {
    const { publicKey } = packKey('the secret of a forger, 32 letters');
    using pack = await loosePack({ change: (manifest) => ({ ...manifest, key: { name: manifest.key.name, publicKey } }) });
    expect((await faultsOf(pack.zip, null))[0]).toMatch(/^KEY/);
  });
});

describe('hostile zips are refused with a word', () => {
  /** A zip of the plain kind around whatever files. */
  const plainZip = (files: [name: string, text: string][]) => {
    const entries = placed(files.map(([name, text]) => ({ name, crc: 0, bytes: Buffer.byteLength(text) })));
    return Buffer.concat([...entries.flatMap((entry, at) => [localHead(entry), Buffer.from(files[at]?.[1] ?? '')]), directoryOf(entries)]);
  };

  it.each<[string, () => Buffer, string]>([
    ['nothing', () => Buffer.alloc(0), 'NO_PACK'],
    ['a text', () => Buffer.from('Không phải gói hồ sơ'.repeat(20)), 'NO_PACK'],
    ['a zip without files', () => directoryOf([]), 'NO_MANIFEST'],
    ['a zip that was packed anew', () => zipOf({ 'manifest.json': '{}' }), 'PACKED'],
    ['a zip bomb', () => zipOf({ 'hoc-tap.csv': 'x'.repeat(5_000_000) }, { claim: { 'hoc-tap.csv': 10 } }), 'PACKED'],
    ['an encrypted zip', () => zipOf({ 'a.csv': 'x' }, { encrypted: true }), 'PACKED'],
    ['a way out', () => plainZip([['../../etc/passwd', 'x']]), 'NAME ../../etc/passwd'],
    ['an absolute path', () => plainZip([['/tmp/a.csv', 'x']]), 'NAME /tmp/a.csv'],
    ['a Windows path', () => plainZip([['..\\a.csv', 'x']]), 'NAME ..\\a.csv'],
    ['a name with a zero', () => plainZip([['a.csv\u0000.exe', 'x']]), 'NAME a.csv\u0000.exe'],
    ['a folder', () => plainZip([['sub/', '']]), 'NAME sub/'],
    ['a name that stands there twice', () => plainZip([['a.csv', 'x'], ['a.csv', 'y']]), 'TWICE a.csv'],
    ['another check sum', () => plainZip([['a.csv', 'x']]), 'CONTAINER a.csv'],
    ['bytes between files', () => Buffer.concat([Buffer.from('xx'), plainZip([['a.csv', '']])]), 'NO_PACK'],
    ['a directory that claims a thousand files', () => { const zip = plainZip([['a.csv', '']]); zip.writeUInt16LE(1_000, zip.length - 12); zip.writeUInt16LE(1_000, zip.length - 14); return zip; }, 'NO_PACK'],
    ['a directory of a megabyte', () => { const zip = Buffer.concat([Buffer.alloc(1_000_000), plainZip([['a.csv', '']])]); zip.writeUInt32LE(1_000_000, zip.length - 10); return zip; }, 'NO_PACK'],
  ])('%s', async (_what, bytes, fault) => {
    using pack = await loosePack();
    writeFileSync(pack.zip, bytes());
    expect(await faultsOf(pack.zip)).toEqual([fault]);
  });

  it('overlapping files', async () => {
    using pack = await loosePack();
    const [one] = placed([{ name: 'a.csv', crc: 0, bytes: 0 }]);
    if (!one) throw new Error('no entry');
    const twins = [one, { ...one, name: 'b.csv' }];
    writeFileSync(pack.zip, Buffer.concat([localHead(one), directoryOf(twins)]));
    expect(await faultsOf(pack.zip)).toEqual(['CONTAINER']);
  });

  it('a path that leads nowhere is told by an error, not by a verdict', async () => {
    using pack = await loosePack();
    await expect(checkPack(join(pack.root, 'none.zip'), null)).rejects.toThrow('ENOENT');
  });
});

it('a key file is taken only for a public Ed25519 key', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 }).publicKey.export({ type: 'spki', format: 'pem' }) as string;
  expect(publicKeyFromPem(publicKey.export({ type: 'spki', format: 'pem' }) as string)).toMatch(/^[\w-]{43}$/);
  for (const wrong of ['', 'x', rsa, privateKey.export({ type: 'pkcs8', format: 'pem' }) as string]) expect(publicKeyFromPem(wrong)).toBeNull();
});
