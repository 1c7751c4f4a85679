import type { Db } from '../../../db/client.ts';
import { AppError } from '../../platform/errors.ts';
import type { MessageContent } from '../forms/content.ts';
import { deliveryOfLink } from '../link-token.server.ts';
import { linkMessages as messages } from '../messages/links.ts';
import { isOpenPage, ownPath } from '../rules/own-path.ts';

export interface FoundLink {
  deliveryId: string;
  messageId: string;
  channel: string;
  recipientId: string;
  /** A path of the product, never anything else. */
  target: string;
  isOpen: boolean;
  /** Somebody wants to know: the message is a campaign's, and its reader does not object. */
  isCounted: boolean;
}

/** What the link of a message stands for. @throws AppError not-found for a token that is forged or whose delivery is gone */
export async function getLink(db: Db, secret: string, token: string): Promise<FoundLink> {
  const deliveryId = deliveryOfLink(secret, token);
  const row = deliveryId === null ? undefined : await rowOf(db, deliveryId);
  // Letters to people outside hold no such links.
  if (!row?.recipientId) throw new AppError('not-found', messages.both('unknown'));
  const { link } = JSON.parse(row.content) as MessageContent;
  // A link that was mailed and then corrected leads to the notice, which leads to the right one.
  const target = (row.correction === null && link !== undefined ? ownPath(link) : null) ?? `/inbox/${row.messageId}`;
  return { deliveryId: row.id, messageId: row.messageId, channel: row.channel, recipientId: row.recipientId, target, isOpen: isOpenPage(target), isCounted: row.sourceType === 'CAMPAIGN' && (row.isDuty === 1 || row.refusal === null) };
}

function rowOf(db: Db, deliveryId: string) {
  return db
    .selectFrom('delivery as d')
    .innerJoin('message as m', 'm.id', 'd.message_id')
    .leftJoin('link_refusal as r', 'r.user_id', 'd.recipient_id')
    .select(['d.id', 'd.message_id as messageId', 'd.channel', 'd.recipient_id as recipientId', 'm.content', 'm.source_type as sourceType', 'm.is_duty as isDuty', 'r.since as refusal'])
    .select((row) => row.selectFrom('message as c').select('c.id').whereRef('c.corrects_id', '=', 'm.id').limit(1).as('correction'))
    .where('d.id', '=', deliveryId)
    .executeTakeFirst();
}
