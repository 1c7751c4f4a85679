import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day } from '../../platform/clock.ts';
import { newId, newToken } from '../../platform/ids.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { listGrants } from '../queries/session-actor.server.ts';
import { idleMinutesFor, sessionPolicy } from '../rules/session-rules.ts';

/** Where a sign-in comes from. */
export interface Device {
  userAgent: string;
  address: string;
  /** Hash of the browser's name, when it has been given one (name-device). */
  hash?: string | null;
}

/** Opens a session for somebody who has just proved who she is. @returns the token for her cookie; only its hash is kept */
export async function openSession(tx: Tx, person: { id: string; fullName: string }, device: Device, now: Date, today: Day): Promise<string> {
  const [policy, grants] = [await readSetting(tx, sessionPolicy, today), await listGrants(tx, person.id)];
  const token = newToken();
  const at = now.toISOString();
  await tx
    .insertInto('session')
    .values({
      id: newId(),
      token_hash: sha256(token),
      user_id: person.id,
      created_at: at,
      last_seen_at: at,
      expires_at: new Date(now.getTime() + policy.absoluteHours * 3_600_000).toISOString(),
      idle_minutes: idleMinutesFor(grants, policy),
      user_agent: device.userAgent.slice(0, 300),
      address: device.address,
      device_hash: device.hash ?? null,
    })
    .execute();
  await recordAudit(tx, { at, actor: person, action: 'session.start', objectType: 'user_account', objectId: person.id });
  return token;
}
