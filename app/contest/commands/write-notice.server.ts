import type { Tx } from '../../../db/client.ts';
import { writeMessage, type MessageVariables } from '../../messaging/index.server.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Localised } from '../../platform/i18n/messages.ts';

/** Something that somebody must know of a contest. */
export interface Notice {
  /** What it is about: written once for each. */
  id: string;
  recipients: readonly string[];
  words: (locale: 'vi' | 'en') => { subject: string; body: string };
  reason: Localised;
  link: string;
  at: Instant;
  /** Values for each recipient: names and titles never become a link or a heading of the mail. */
  variables?: Record<string, string>;
  by?: string;
  /** After how many days it is not worth sending any more. */
  days?: number;
}

/** Goes by mail and stands in the inbox; no preference stops it. @returns whether anybody was there */
export async function writeNotice(tx: Tx, { id, recipients, words, reason, link, at, variables, by, days = 14 }: Notice): Promise<boolean> {
  const values: ReadonlyMap<string, MessageVariables> | undefined = variables && new Map(recipients.map((person) => [person, variables]));
  const written = await writeMessage(tx, {
    source: { type: 'NOTICE', id },
    topic: 'CONTEST',
    isDuty: true,
    urgency: 'NORMAL',
    reason,
    content: { vi: words('vi'), en: words('en'), link },
    channels: [{ channel: 'IN_APP', whenClosed: 'WAIT' }, { channel: 'EMAIL', whenClosed: 'WAIT' }],
    recipients,
    ...(values ? { variables: values } : {}),
    sendAt: at,
    notAfter: new Date(Date.parse(at) + days * 86_400_000).toISOString(),
    createdBy: by ?? null,
    now: at,
  });
  return written.ok;
}
