import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { renderSubject } from '../channels/email-content.ts';
import { countUnread, listNotices } from './inbox.server.ts';

export interface UnreadNotices {
  count: number;
  /** The newest of them. */
  newest: { id: string; subject: string; sentAt: string }[];
}
const shownAtMost = 3;

/** What a person has not read yet, for her first page: how many, and the newest three. */
export async function unreadNotices(db: Db, actor: Pick<Actor, 'id' | 'fullName' | 'unitName'>, locale: Locale): Promise<UnreadNotices> {
  const count = await countUnread(db, actor.id);
  if (count === 0) return { count, newest: [] };
  const { notices } = await listNotices(db, actor.id, { unread: true, limit: shownAtMost });
  return { count, newest: notices.map(({ id, content, variables, sentAt }) => ({ id, sentAt, subject: renderSubject((content[locale] ?? content.vi).subject, actor, variables) })) };
}
