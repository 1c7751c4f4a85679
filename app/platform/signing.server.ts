import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Db } from '../../db/client.ts';

/** SHA-256 as hex: for tokens that are random enough to need no salt, and for content. */
export function sha256(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Keyed integrity code (HMAC-SHA-256, base64url) over fields in order. */
export function integrityCode(secret: string, fields: readonly (string | number | null)[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(fields)).digest('base64url');
}

/** Compares two codes in constant time. */
export function sameCode(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * The installation's signing secret: SESSION_SECRET when it is set, else one made at first start and kept in the database,
 * so that signatures survive restarts, backups and restores.
 */
export async function installationSecret(db: Db, fromEnvironment: string | undefined): Promise<string> {
  if (fromEnvironment) return fromEnvironment;
  const made = { name: 'signing', value: randomBytes(48).toString('base64url'), created_at: new Date().toISOString() };
  await db.insertInto('secret').values(made).onConflict((conflict) => conflict.doNothing()).execute();
  const { value } = await db.selectFrom('secret').select('value').where('name', '=', 'signing').executeTakeFirstOrThrow();
  return value;
}
