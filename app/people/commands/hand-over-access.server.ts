import { randomInt } from 'node:crypto';
import type { Instant } from '../../platform/clock.ts';
import { readSetting } from '../../platform/settings.server.ts';
import type { Actor } from '../actor.ts';
import { adminMessages as messages } from '../messages/admin.ts';
import { refuse, type Outcome } from '../outcome.ts';
import { hashPassword } from '../password.server.ts';
import type { Ports } from '../ports.ts';
import { handoverPolicy } from '../rules/password-rules.ts';
import { changePerson, type PersonRef } from './change-person.server.ts';
import { issueLink, voidLinks } from './issue-link.server.ts';
import { revokeSessions } from './revoke-sessions.server.ts';
import { storePassword } from './store-password.server.ts';

export interface HandedOver {
  /** Known only to this answer; nothing but its hash is kept. */
  secret: string;
  expiresAt: Instant;
}

/** Replaces a person's password by a temporary one that she must change when she signs in. */
export async function giveTemporaryPassword(ports: Ports, actor: Actor, ref: PersonRef): Promise<Outcome<HandedOver>> {
  const secret = readablePassword();
  const hash = await hashPassword(secret);
  return changePerson<HandedOver>(ports, actor, ref, {
    action: 'password.give-temporary',
    async work(tx, person, { now, at, today }) {
      if (person.disabledAt) return refuse('form', messages.both('person.is-disabled'));
      const { temporaryPasswordHours } = await readSetting(tx, handoverPolicy, today);
      const expiresAt = new Date(now.getTime() + temporaryPasswordHours * 3_600_000).toISOString();
      await storePassword(tx, person.id, { hash, now: at, mustChange: true, expiresAt });
      await voidLinks(tx, person.id, at);
      await revokeSessions(tx, person.id, at);
      return { ok: true, secret, expiresAt, details: { expiresAt } };
    },
  });
}

/** Makes a one-time link with which a person sets her own password; earlier links stop working, her present password does not. */
export function giveActivationLink(ports: Ports, actor: Actor, ref: PersonRef, baseUrl: string): Promise<Outcome<HandedOver>> {
  return changePerson<HandedOver>(ports, actor, ref, {
    action: 'activation.give-link',
    async work(tx, person, { now, at, today }) {
      if (person.disabledAt) return refuse('form', messages.both('person.is-disabled'));
      const { activationLinkHours } = await readSetting(tx, handoverPolicy, today);
      await voidLinks(tx, person.id, at);
      const link = await issueLink(tx, { userId: person.id, purpose: person.hasPassword ? 'RESET' : 'ACTIVATE', createdBy: actor.id, now, hours: activationLinkHours });
      return { ok: true, secret: `${baseUrl}/activate/${link.token}`, expiresAt: link.expiresAt, details: { expiresAt: link.expiresAt } };
    },
  });
}

/** Letters and digits that are not taken for one another when read aloud or copied by hand. */
const clear = ['ABCDEFGHKMNPQRSTUVWXYZ', 'abcdefghkmnpqrstuvwxyz', '23456789'] as const;

/** Four groups of four, such as `Kp7m-Xw3t-Rq9d-Hn4c`: 70 bits. */
export function readablePassword(): string {
  const pick = (letters: string) => letters[randomInt(letters.length)] ?? '';
  const group = () => [clear[0], clear[1], clear[2], clear[1]].map(pick).join('');
  return [group(), group(), group(), group()].join('-');
}
