import { z } from 'zod';
import { seal, unseal } from '../platform/sealed.server.ts';
import type { ChannelSender, Letter } from './sender.ts';

/** Somebody without an account to whom a letter goes. */
export interface OutsideReader {
  /** Empty when she did not give it. */
  name: string;
  address: string;
}

const purpose = 'message.outside';
const shape = z.object({ name: z.string(), address: z.string() });

/** Seals a reader for the ledger; bound to her message. */
export const sealReader = (secret: string, messageId: string, reader: OutsideReader): string => seal(secret, purpose, messageId, JSON.stringify(reader));

function openReader(secret: string, messageId: string, sealed: string): OutsideReader | null {
  const text = unseal(secret, purpose, messageId, sealed);
  return text === null ? null : shape.parse(JSON.parse(text));
}

/** A channel that opens the reader of a letter to somebody outside only for the call itself: ledger, lanes and logs never hold her address. */
export function withOutsideReaders(sender: ChannelSender, secret: string): ChannelSender {
  return {
    ...sender,
    async send(letter: Letter, lastByte) {
      if (letter.outside === undefined) return sender.send(letter, lastByte);
      const reader = openReader(secret, letter.messageId, letter.outside);
      // Sealed under another secret, as after a restore: no later try will change that.
      if (!reader) return { kind: 'refused', reason: 'the sealed address does not open' };
      return sender.send({ ...letter, address: reader.address, recipient: { ...letter.recipient, fullName: reader.name } }, lastByte);
    },
  };
}
