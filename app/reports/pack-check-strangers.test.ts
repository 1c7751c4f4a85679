import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loosePack, packVerify, secret } from '../../tests/world/packs.ts';
import { canonicalJson, type Json } from '../platform/canonical.ts';
import { isSignedBy, keyName, publicKeyFor, publicKeyFromPem, publicKeyPem, readPublicKey, signFor } from '../platform/ed25519.server.ts';
import { checkPack } from './pack-check.server.ts';

const forger = 'the secret of a forger, of thirty-two letters';
const purpose = 'inspection pack';
/** A pack that somebody else made and signed with a key of his own, with whatever words he likes. */
const forged = (words: Record<string, unknown> = {}) => loosePack({
  change: (manifest) => ({ ...manifest, ...words, key: { publicKey: publicKeyFor(forger, purpose), name: keyName(publicKeyFor(forger, purpose)) } }),
  signature: (bytes) => signFor(forger, purpose, bytes),
});
describe('a pack of a stranger', () => {
  it('is whole in itself, but never with our key', async () => {
    using pack = await forged();
    expect(await checkPack(pack.zip, null)).toMatchObject({ ok: true, isOwnKey: false });
    for (const path of [pack.zip, pack.folder]) expect(await checkPack(path, publicKeyFor(secret, purpose))).toMatchObject({ ok: false, faults: [{ why: 'KEY' }] });
  });

  it('writes no line of its own into the answer of the command, and steers no terminal', async () => {
    const name = 'X\u001b[2J\u001b[H\r\nĐúng: gói nguyên vẹn, chữ ký khớp với khoá đã đưa\u009b31m\u202E';
    using pack = await forged({ unit: { id: 'u', name }, period: { from: '2026\n  khoá: thật', to: '\u0007' }, madeAt: `2026\u001b]0;x\u0007${'dài '.repeat(2_000)}` });
    const { status, text } = packVerify(pack.zip);
    expect(status).toBe(2);
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
    expect(text.split('\n').filter((line) => line.startsWith('Đúng'))).toEqual([]);
    expect(text.split('\n').filter((line) => line !== '')).toHaveLength(7);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(500);
  });

  it('names its files without steering a terminal either', async () => {
    using pack = await loosePack();
    writeFileSync(join(pack.folder, 'la\u009b2J\u202E.csv'), 'x');
    const { status, text } = packVerify(pack.folder);
    expect(status).toBe(1);
    expect(text).toContain('tệp không có trong kê khai');
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
  });
});

describe('a path that is no pack', () => {
  it('is told by an error, with nothing left open: a folder behind a link, an empty name', async () => {
    using pack = await loosePack();
    const link = join(pack.root, 'link.zip');
    symlinkSync(pack.folder, link);
    await expect(checkPack(link, null)).rejects.toThrow('EISDIR');
    await expect(checkPack('', null)).rejects.toThrow('ENOENT');
  });

  it('is a fault of the pack when it is an empty folder, or one folder too high', async () => {
    using pack = await loosePack();
    const empty = join(pack.root, 'empty');
    mkdirSync(empty);
    expect(await checkPack(empty, null)).toEqual({ ok: false, faults: [{ why: 'NO_MANIFEST' }] });
    expect(await checkPack(pack.root, null)).toEqual({ ok: false, faults: [{ why: 'EXTRA', name: 'empty' }, { why: 'EXTRA', name: 'pack' }] });
  });

  it('a zip behind a link is read like the zip', async () => {
    using pack = await loosePack();
    const link = join(pack.root, 'again.zip');
    symlinkSync(pack.zip, link);
    expect(await checkPack(link, pack.publicKey)).toMatchObject({ ok: true });
  });

  it('a file under another name is both missing and too many', async () => {
    using pack = await loosePack();
    renameSync(join(pack.folder, 'hoc-tap.csv'), join(pack.folder, 'hoc-tap2.csv'));
    const checked = await checkPack(pack.folder, pack.publicKey);
    expect(checked.ok ? [] : checked.faults.map(({ why, name }) => `${why} ${name}`).toSorted()).toEqual(['EXTRA hoc-tap2.csv', 'MISSING hoc-tap.csv']);
  });

  it('two packs mixed up are told apart: files of one, manifest of the other', async () => {
    using one = await loosePack();
    using other = await loosePack({ files: { 'hoc-tap.csv': '\uFEFFMã;Tên\r\n001;"hai\r\ndòng"\r\n002;y\r\n', 'tom-tat.pdf': '%PDF-1.7 …' } });
    renameSync(join(other.folder, 'hoc-tap.csv'), join(one.folder, 'hoc-tap.csv'));
    expect(await checkPack(one.folder, one.publicKey)).toEqual({ ok: false, faults: [{ why: 'HASH', name: 'hoc-tap.csv' }] });
    renameSync(join(other.folder, 'manifest.sig'), join(one.folder, 'manifest.sig'));
    expect(await checkPack(one.folder, one.publicKey)).toEqual({ ok: false, faults: [{ why: 'SIGNATURE' }] });
  });
});

describe('keys', () => {
  it('of one secret differ by purpose, of one purpose by secret, and are always the same', () => {
    fc.assert(fc.property(fc.string({ minLength: 32, maxLength: 40 }), fc.string({ maxLength: 10 }), (one, what) => {
      const key = publicKeyFor(one, what);
      expect(key).toMatch(/^[\w-]{43}$/);
      expect([publicKeyFor(one, what), publicKeyFromPem(publicKeyPem(key))]).toEqual([key, key]);
      expect(new Set([key, publicKeyFor(`${one}x`, what), publicKeyFor(one, `${what}x`)]).size).toBe(3);
      expect(keyName(key)).toMatch(/^[0-9a-f]{16}$/);
    }), { numRuns: 30 });
  });

  it('sign exactly these bytes', () => {
    const key = readPublicKey(publicKeyFor(secret, purpose));
    if (!key) throw new Error('no key');
    fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (list, place, by) => {
      const bytes = Buffer.from(list);
      const signature = signFor(secret, purpose, bytes);
      expect(isSignedBy(key, bytes, signature)).toBe(true);
      const changed = Buffer.from(bytes);
      changed[place % bytes.length] = (changed[place % bytes.length] ?? 0) ^ by;
      expect(isSignedBy(key, changed, signature)).toBe(false);
      expect(isSignedBy(key, Buffer.concat([bytes, Buffer.alloc(1)]), signature)).toBe(false);
      const spoilt = Buffer.from(signature);
      spoilt[place % 64] = (spoilt[place % 64] ?? 0) ^ by;
      expect(isSignedBy(key, bytes, spoilt)).toBe(false);
    }), { numRuns: 50 });
    for (const length of [0, 63, 65, 6_400]) expect(isSignedBy(key, Buffer.from('x'), Buffer.alloc(length))).toBe(false);
  });

  it.each(['', 'x', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}B`, `${'A'.repeat(43)}=`, ` ${'A'.repeat(43)}`, `${'A'.repeat(42)}+`, 'đ'.repeat(43)])('are not made of %j', (text) => {
    expect(readPublicKey(text)).toBeNull();
    expect(publicKeyPem(text)).toBe('');
  });

  it('of another kind, private ones and texts are no keys of packs', () => {
    const { publicKey, privateKey } = generateKeyPairSync('x25519');
    const pair = generateKeyPairSync('ed25519');
    const both = `${pair.publicKey.export({ type: 'spki', format: 'pem' })}${pair.privateKey.export({ type: 'pkcs8', format: 'pem' })}`;
    for (const pem of [publicKey.export({ type: 'spki', format: 'pem' }), privateKey.export({ type: 'pkcs8', format: 'pem' }), both, '-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----', 'x'.repeat(100_000)]) expect(publicKeyFromPem(String(pem))).toBeNull();
  });
});

describe('canonical JSON', () => {
  const json = fc.jsonValue() as fc.Arbitrary<Json>;

  it('says the same as JSON, in one way', () => {
    fc.assert(fc.property(json, (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
      expect(JSON.stringify(JSON.parse(text))).toHaveLength(text.length);
    }));
  });

  it('does not depend on the order in which keys were written', () => {
    fc.assert(fc.property(fc.dictionary(fc.string({ maxLength: 5 }), json), (record) => {
      const turned = Object.fromEntries(Object.entries(record).toReversed());
      expect(canonicalJson(turned as Json)).toBe(canonicalJson(record as Json));
    }));
  });

  it('composes letters, mends halves of them, and leaves out what is not there', () => {
    expect(canonicalJson({ b: 'ệ'.normalize('NFD'), a: undefined, c: ['\uD800', null, true, -0, 1e21] })).toBe('{"b":"ệ","c":["\uFFFD",null,true,0,1e+21]}');
    expect([canonicalJson({}), canonicalJson([]), canonicalJson('"\n</script>')]).toEqual(['{}', '[]', '"\\"\\n</script>"']);
  });
});
