import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId, newToken } from '../../platform/ids.ts';
import { sha256 } from '../../platform/signing.server.ts';

interface NewLink {
  userId: string | null;
  purpose: 'FIRST_ADMIN' | 'ACTIVATE' | 'RESET';
  createdBy: string | null;
  now: Date;
  hours: number;
}

/** Writes a one-time link; its token is known only to the caller. */
export async function issueLink(tx: Tx, { userId, purpose, createdBy, now, hours }: NewLink): Promise<{ id: string; token: string; expiresAt: Instant }> {
  const [id, token] = [newId(), newToken()];
  const expiresAt = new Date(now.getTime() + hours * 3_600_000).toISOString();
  await tx.insertInto('activation').values({ id, user_id: userId, token_hash: sha256(token), purpose, created_by: createdBy, created_at: now.toISOString(), expires_at: expiresAt }).execute();
  return { id, token, expiresAt };
}

/** Makes all open links of a person (null: those for the first administrator) unusable. */
export async function voidLinks(tx: Tx, userId: string | null, now: Instant): Promise<void> {
  await tx.updateTable('activation').set({ used_at: now }).where('user_id', 'is', userId).where('used_at', 'is', null).execute();
}
