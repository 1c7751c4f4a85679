import { page } from '../../people/index.server.ts';
import { keyName, receiptPublicKey } from '../receipt-signature.server.ts';

/** The public key by which anybody checks a receipt. */
export const loader = page({ guard: 'public' }, ({ context }) => {
  const publicKey = receiptPublicKey(context.secret);
  return Response.json({ algorithm: 'Ed25519', publicKey, key: keyName(publicKey) });
});
