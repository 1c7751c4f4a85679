import { isLoopback } from './mail-env.ts';

const needs = { SMS_URL: ['SMS_TOKEN', 'SMS_BRANDNAME'], ZALO_URL: ['ZALO_TOKEN'], WEBHOOK_URL: ['WEBHOOK_SECRET'] } as const;

/** What is wrong with the variables of the message channels taken together, one line each. */
export function faultsOfChannels(known: Record<string, string | undefined>): string[] {
  return Object.entries(needs).flatMap(([name, others]) => {
    const text = known[name];
    if (!text) return [];
    const missing = others.filter((other) => !known[other]).map((other) => `${other}: is needed with ${name}`);
    const url = URL.canParse(text) ? new URL(text) : null;
    const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
    // Off this machine a token never travels without TLS.
    return !isSafe || url?.username || url?.search ? [`${name}: must be an https address without user or query`, ...missing] : missing;
  });
}
