import { keyName, publicKeyFor, publicKeyPem, signFor } from '../platform/ed25519.server.ts';

const purpose = 'inspection pack';

/** The public half of the key under which packs are signed, with its short name and as a PEM file. */
export function packKey(secret: string): { publicKey: string; name: string; pem: string } {
  const publicKey = publicKeyFor(secret, purpose);
  return { publicKey, name: keyName(publicKey), pem: publicKeyPem(publicKey) };
}

/** 64 bytes over the bytes of a manifest. */
export function signManifest(secret: string, manifest: Buffer): Buffer {
  return signFor(secret, purpose, manifest);
}
