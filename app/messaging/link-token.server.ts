import { integrityCode, sameCode } from '../platform/signing.server.ts';

const idBytes = 16;
/** 96 bits: more than anybody can try over the network, and a link that still fits into a text message. */
const codeBytes = 12;

/** What stands for a delivery in a link: its id and a signature in 38 characters. It says nothing about the person or the page. */
export function linkToken(secret: string, deliveryId: string): string {
  const code = Buffer.from(integrityCode(secret, ['link', deliveryId]), 'base64url').subarray(0, codeBytes);
  return Buffer.concat([Buffer.from(deliveryId.replaceAll('-', ''), 'hex'), code]).toString('base64url');
}

/** The delivery that a link stands for; null for a token that we did not make. */
export function deliveryOfLink(secret: string, token: string): string | null {
  if (!/^[\w-]{38}$/.test(token)) return null;
  const hex = Buffer.from(token, 'base64url').subarray(0, idBytes).toString('hex');
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  return sameCode(linkToken(secret, id), token) ? id : null;
}
