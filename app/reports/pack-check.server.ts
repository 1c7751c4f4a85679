import { createHash } from 'node:crypto';
import { isSignedBy, keyName, readPublicKey } from '../platform/ed25519.server.ts';
import { openPack, type PackSource } from './pack-source.server.ts';
import { manifestName, mostManifestBytes, readManifest, rowCounter, signatureName, type PackFault, type PackFile, type PackManifest } from './rules/pack.ts';

/** Whole, and by whom it is signed: `isOwnKey` says that the key was given by the reader and not taken from the pack itself. */
export type CheckedPack = { ok: true; manifest: PackManifest; isOwnKey: boolean } | { ok: false; faults: PackFault[] };

/**
 * Checks a pack, zip or unpacked folder, with nothing but its path and a public key: signature, every hash, every number of rows, no file more and none less.
 * Without a key the one that the pack names is taken, which proves that nothing was changed but not who wrote it.
 * @throws when the path cannot be read
 */
export async function checkPack(path: string, publicKey: string | null): Promise<CheckedPack> {
  const opened = await openPack(path);
  if ('faults' in opened) return { ok: false, faults: opened.faults };
  try {
    return await checkSource(opened.source, publicKey);
  } finally {
    await opened.close();
  }
}

async function checkSource(source: PackSource, publicKey: string | null): Promise<CheckedPack> {
  const signed = await signedManifest(source, publicKey);
  if ('faults' in signed) return { ok: false, faults: signed.faults };
  const { manifest } = signed;
  const wanted = new Set([manifestName, signatureName, ...manifest.files.map(({ name }) => name)]);
  const faults: PackFault[] = [...source.sizes.keys()].filter((name) => !wanted.has(name)).map((name) => ({ why: 'EXTRA', name }));
  for (const file of manifest.files) {
    const why = await faultOf(source, file);
    if (why) faults.push({ why, name: file.name });
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, manifest, isOwnKey: publicKey !== null };
}

async function signedManifest(source: PackSource, publicKey: string | null): Promise<{ manifest: PackManifest } | { faults: PackFault[] }> {
  const wrong = (why: PackFault['why'], name?: string) => ({ faults: [{ why, ...(name === undefined ? {} : { name }) }] });
  const size = source.sizes.get(manifestName);
  if (size === undefined) return wrong('NO_MANIFEST');
  if (source.sizes.get(signatureName) !== 64) return wrong('NO_SIGNATURE');
  if (size > mostManifestBytes) return wrong('MANIFEST');
  const bytes = await whole(source, manifestName);
  const manifest = readManifest(bytes.toString('utf8'));
  // Bytes that are no UTF-8 would be read as other ones.
  if (!manifest || !Buffer.from(bytes.toString('utf8')).equals(bytes) || hasTwins(manifest.files)) return wrong('MANIFEST');
  const key = readPublicKey(publicKey ?? manifest.key.publicKey);
  if (!key || (publicKey !== null && publicKey !== manifest.key.publicKey) || keyName(manifest.key.publicKey) !== manifest.key.name) return wrong('KEY', manifest.key.name);
  return isSignedBy(key, bytes, await whole(source, signatureName)) ? { manifest } : wrong('SIGNATURE');
}

const hasTwins = (files: readonly PackFile[]) => new Set([manifestName, signatureName, ...files.map(({ name }) => name)]).size !== files.length + 2;

async function whole(source: PackSource, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of source.read(name)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function faultOf(source: PackSource, file: PackFile): Promise<PackFault['why'] | null> {
  const size = source.sizes.get(file.name);
  if (size === undefined) return 'MISSING';
  if (size !== file.bytes) return 'BYTES';
  const hash = createHash('sha256');
  const counter = rowCounter();
  for await (const chunk of source.read(file.name)) {
    hash.update(chunk);
    if (file.rows !== null) counter.pass(chunk);
  }
  if (hash.digest('hex') !== file.sha256) return 'HASH';
  return file.rows !== null && counter.rows() !== file.rows ? 'ROWS' : null;
}
