import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card } from '../../ui/index.ts';
import { inboxMessages as messages } from '../messages/inbox.ts';
import type { UnreadNotices } from '../queries/unread-notices.server.ts';

/** Unread notices on the first page; nothing when there are none. */
export function UnreadCard({ count, newest }: UnreadNotices) {
  const t = useText(messages);
  const formats = useFormats();
  if (count === 0) return null;
  return (
    <Card title={t('unread-count', { count: formats.number(count) })} id="notices" action={<a href="/inbox?view=unread">{t('see-inbox')}</a>}>
      <ul className="plain-list">
        {newest.map(({ id, subject, sentAt }) => <li key={id}><span><a href={`/inbox/${id}`}>{subject}</a><br /><span className="muted small">{formats.moment(sentAt)}</span></span></li>)}
      </ul>
    </Card>
  );
}
