import { createECDH } from 'node:crypto';
import { isLoopback } from './mail-env.ts';

const needs = { SMS_URL: ['SMS_TOKEN', 'SMS_BRANDNAME'], ZALO_URL: ['ZALO_TOKEN'], WEBHOOK_URL: ['WEBHOOK_SECRET'] } as const;

/** What is wrong with the variables of the message channels taken together, one line each. */
export function faultsOfChannels(known: Record<string, string | undefined>): string[] {
  const faults = Object.entries(needs).flatMap(([name, others]) => {
    const text = known[name];
    if (!text) return [];
    const missing = others.filter((other) => !known[other]).map((other) => `${other}: is needed with ${name}`);
    const url = URL.canParse(text) ? new URL(text) : null;
    // Off this machine a token never travels without TLS.
    return !isSafe(url) || url?.username || url?.search ? [`${name}: must be an https address without user or query`, ...missing] : missing;
  });
  return [...faults, ...faultsOfPush(known)];
}

function isSafe(url: URL | null): boolean {
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
}

/** Push goes through the services of the browser makers, so it is on only where the environment says so: by PUSH, or by keys of its own. */
export function isPushOn({ PUSH, VAPID_PUBLIC_KEY }: { PUSH?: string | undefined; VAPID_PUBLIC_KEY?: string | undefined }): boolean {
  return (PUSH ?? (VAPID_PUBLIC_KEY ? 'on' : 'off')) === 'on';
}

const keyNames = ['VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY', 'VAPID_SUBJECT'] as const;

function faultsOfPush(known: Record<string, string | undefined>): string[] {
  const missing = keyNames.filter((name) => !known[name]);
  const faults = missing.length < keyNames.length ? missing.map((name) => `${name}: is needed with ${keyNames.filter((other) => known[other]).join(' and ')}`) : [];
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, BASE_URL: base } = known;
  // A push service answers every notice with a refusal when the two are not a pair, and only then.
  if (publicKey && privateKey && publicKeyOf(privateKey) !== publicKey) faults.push('VAPID_PUBLIC_KEY: does not belong to VAPID_PRIVATE_KEY');
  if (isPushOn(known) && base && URL.canParse(base) && !isSafe(new URL(base))) faults.push('PUSH: needs a BASE_URL with https; browsers take notices only from such sites');
  return faults;
}

function publicKeyOf(privateKey: string): string | null {
  try {
    const curve = createECDH('prime256v1');
    curve.setPrivateKey(privateKey, 'base64url');
    return curve.getPublicKey('base64url');
  } catch {
    return null;
  }
}
