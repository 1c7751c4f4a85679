import { Agent } from 'node:https';
import { describe, expect, it } from 'vitest';
import { pushService } from '../../../tests/support/push-service.ts';
import { callProvider } from './provider-call.server.ts';
import { isPublicAddress, publicLookup } from './public-lookup.server.ts';
import { verdictOf } from './push-outcome.ts';

describe('an address', () => {
  it.each(['8.8.8.8', '142.250.4.95', '172.15.0.1', '172.32.0.1', '100.63.0.1', '100.128.0.1', '223.255.255.255', '2404:6800:4003:c00::5f', '2a00:1450::1'])('%s is on the open internet', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '127.0.0.1', '127.9.9.9', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255',
    '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::a00:1', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'ff02::1', '2001::1', '2001:db8::1', '2002:a00:1::', 'localhost', '', '8.8.8',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('the look-up of a call', () => {
  it.each([true, false])('turns a name away that leads to this machine (all: %s)', async (all) => {
    const answer = await new Promise((resolve) => publicLookup('localhost', { all }, (error, address) => resolve([error?.code, address])));
    expect(answer).toEqual(['ADDRESS_NOT_PUBLIC', []]);
  });

  it('keeps a call from being made at all', async () => {
    await using service = await pushService();
    const agent = new Agent({ lookup: publicLookup as never });
    const answer = await callProvider({ url: `https://localhost:${service.port}/x`, method: 'POST', headers: {}, body: 'x', wholeMs: 5_000, agent });
    expect(answer).toEqual({ kind: 'fault', code: 'ADDRESS_NOT_PUBLIC', began: false });
    expect(verdictOf(answer)).toEqual({ kind: 'refused', reason: 'ADDRESS_NOT_PUBLIC' });
  });
});
