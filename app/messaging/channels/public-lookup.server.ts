import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';

const inner = new BlockList();
for (const [net, bits] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 3]] as const) inner.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const) inner.addSubnet(net, bits, 'ipv6');
const outer = new BlockList();
outer.addSubnet('2000::', 3, 'ipv6');

/** True for an address on the open internet: not this machine, not the house's network, nothing that translates into them. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !inner.check(address, 'ipv4');
  return family === 6 && outer.check(address, 'ipv6') && !inner.check(address, 'ipv6');
}

type Answer = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/**
 * The name look-up of calls to addresses that strangers chose: a name that leads into the house is an error. It is asked for the very connection that is
 * opened, so a name that changes between a check and the call (DNS rebinding) gains nothing.
 */
export function publicLookup(hostname: string, options: LookupOptions, answer: Answer): void {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return answer(error, []);
    const open = found.filter(({ address }) => isPublicAddress(address));
    const [first] = open;
    if (!first) return answer(Object.assign(new Error(`${hostname} is not on the open internet`), { code: 'ADDRESS_NOT_PUBLIC' }), []);
    if (options.all) answer(null, open);
    else answer(null, first.address, first.family);
  });
}
