import { generateKeyPairSync, sign } from 'node:crypto';

/** One value in DER. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const identifier = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const integer = (value: number) => der(0x02, Buffer.from([value]));
const utc = (at: number) => der(0x17, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
const bits = (content: Buffer) => der(0x03, Buffer.from([0]), content);

const ecdsaWithSha256 = sequence(identifier('2a8648ce3d040302'));
const commonName = identifier('550403');
const alternativeNames = identifier('551d11');
const day = 86_400_000;

/** A self-signed certificate for these host names with its key, both in PEM: whoever is given it as a root trusts that server and no other. */
export function selfSigned(...hosts: string[]): { cert: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from('hoc06 test')))));
  const names = sequence(...hosts.map((host) => der(0x82, Buffer.from(host))));
  const extensions = der(0xa3, sequence(sequence(alternativeNames, der(0x04, names))));
  // The machine's own time, by which TLS judges.
  const validity = sequence(utc(Date.now() - day), utc(Date.now() + day));
  const body = sequence(der(0xa0, integer(2)), integer(1), ecdsaWithSha256, name, validity, name, publicKey.export({ type: 'spki', format: 'der' }), extensions);
  const whole = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, privateKey)));
  return { cert: `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
}
