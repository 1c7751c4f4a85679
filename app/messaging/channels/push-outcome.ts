import type { SendOutcome } from '../sender.ts';
import type { ProviderAnswer } from './provider-call.server.ts';

/** What came of a notice for one browser. */
export type PushVerdict =
  | { kind: 'taken' }
  /** The push service does not know this browser any more. */
  | { kind: 'gone' }
  | { kind: 'refused'; reason: string }
  | { kind: 'later'; reason: string; retryAfterSeconds?: number }
  | { kind: 'uncertain'; reason: string };

/**
 * Reads the answer of a push service (RFC 8030). Nothing here shuts the channel: a single browser must not be able to silence the others. So 401 and 403,
 * which a wrong clock brings as well as a foreign subscription, are tried again and end as failures that the desk shows.
 */
export function verdictOf(answer: ProviderAnswer): PushVerdict {
  if (answer.kind === 'fault') {
    if (answer.code === 'ADDRESS_NOT_PUBLIC') return { kind: 'refused', reason: answer.code };
    return { kind: answer.began ? 'uncertain' : 'later', reason: answer.code };
  }
  const { status, retryAfterSeconds } = answer;
  const reason = `HTTP ${status}`;
  if (status >= 200 && status < 300) return { kind: 'taken' };
  if (status === 404 || status === 410) return { kind: 'gone' };
  if (status === 429 || status >= 500 || status === 401 || status === 403 || status === 408) return { kind: 'later', reason, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
  return { kind: 'refused', reason };
}

/** One browser is enough. Without any, what may still succeed goes before what cannot; sending twice does no harm, because the second takes the place of the first. */
export function pushOutcome(verdicts: readonly PushVerdict[]): SendOutcome {
  const find = <Kind extends PushVerdict['kind']>(kind: Kind) => verdicts.filter((verdict): verdict is Extract<PushVerdict, { kind: Kind }> => verdict.kind === kind);
  if (find('taken').length > 0) return { kind: 'accepted', providerId: null };
  const [unsure] = find('uncertain');
  if (unsure) return unsure;
  const [soonest] = find('later').toSorted((a, b) => (a.retryAfterSeconds ?? 0) - (b.retryAfterSeconds ?? 0));
  if (soonest) return soonest;
  const [refused] = find('refused');
  return refused ?? { kind: 'refused', reason: 'NO_SUBSCRIPTION', suppress: true };
}
