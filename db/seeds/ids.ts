import { createHash } from 'node:crypto';

/** The same id for the same key, for ever: a UUID of version 8 made from the key's SHA-256. */
export function idFromKey(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex');
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A unit's id in the database, from its key in units.yaml. */
export function unitId(key: string): string {
  return idFromKey(`org_unit:${key}`);
}
