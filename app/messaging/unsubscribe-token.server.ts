import { integrityCode, sameCode } from '../platform/signing.server.ts';

/** What the link of a mail stands for. */
export interface UnsubscribeClaim {
  deliveryId: string;
  userId: string;
  topic: string;
}

/** The token of a mail's unsubscribe link: the delivery's id and a signature over delivery, person and topic. */
export function unsubscribeToken(secret: string, claim: UnsubscribeClaim): string {
  return `${claim.deliveryId}.${codeOf(secret, claim)}`;
}

/** The delivery that a token names, before its signature has been checked; null when it is no token at all. */
export function deliveryInToken(token: string): string | null {
  return /^([0-9a-f-]{36})\.[\w-]{43}$/.exec(token)?.[1] ?? null;
}

/** True when the token was made by us for exactly this claim. */
export function isTokenOf(secret: string, token: string, claim: UnsubscribeClaim): boolean {
  return sameCode(token, unsubscribeToken(secret, claim));
}

function codeOf(secret: string, { deliveryId, userId, topic }: UnsubscribeClaim): string {
  return integrityCode(secret, ['unsubscribe', deliveryId, userId, topic]);
}
