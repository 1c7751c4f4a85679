import type { Db } from '../../db/client.ts';
import { writeMessage, type NewMessage } from '../../app/messaging/commands/write-message.server.ts';
import type { ChannelSender, Letter, SendOutcome } from '../../app/messaging/sender.ts';
import { newId } from '../../app/platform/ids.ts';
import { makePerson } from './people.ts';

export const sendAt = '2026-11-23T01:00:00.000Z';

/** A message as most tests want it, with the changes that this one wants. */
export function aMessage(recipients: readonly string[], changes: Partial<NewMessage> = {}): NewMessage {
  return {
    source: { type: 'NOTICE', id: newId() },
    topic: 'SECURITY',
    isDuty: false,
    urgency: 'NORMAL',
    reason: { vi: 'Anh/chị là cán bộ của tỉnh', en: 'You are an official of the province' },
    content: { vi: { subject: 'Cảnh báo lừa đảo', body: 'Không đọc mã OTP cho bất kỳ ai.' } },
    channels: [{ channel: 'IN_APP', whenClosed: 'WAIT' }, { channel: 'EMAIL', whenClosed: 'WAIT' }],
    recipients,
    sendAt,
    notAfter: '2026-11-24T01:00:00.000Z',
    createdBy: null,
    now: sendAt,
    ...changes,
  };
}

/** Writes the message and fails the test when it is refused. */
export async function written(db: Db, message: NewMessage): Promise<string> {
  const outcome = await db.transaction().execute((tx) => writeMessage(tx, message));
  if (!outcome.ok) throw new Error(`the message was refused: ${outcome.why}`);
  return outcome.messageId;
}

export async function officials(db: Db, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) ids.push((await makePerson(db, { email: `can-bo-${newId()}@vi-du.invalid` })).id);
  return ids;
}

/** A channel that keeps what it was given and answers as it is told. */
export function sinkFor(answer: (letter: Letter) => SendOutcome | Promise<SendOutcome> = () => ({ kind: 'accepted', providerId: null }), traits: Partial<ChannelSender> = {}): ChannelSender & { got: Letter[] } {
  const got: Letter[] = [];
  return {
    channel: 'EMAIL',
    concurrency: 8,
    perSecond: null,
    got,
    async send(letter) {
      got.push(letter);
      return answer(letter);
    },
    ...traits,
  };
}
