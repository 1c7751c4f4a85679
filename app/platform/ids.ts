import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** A new row id: UUIDv7, so that ids sort by the time of their making. */
export function newId(): string {
  return v7();
}

/** An unguessable token for links and cookies, 256 bits, URL-safe. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}
