import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, EmptyState, LinkButton, PageHead, Tabs } from '../../ui/index.ts';
import { renderSubject } from '../channels/email-content.ts';
import { NoticeTags } from '../components/notice-tags.tsx';
import { titledMail } from '../components/titled-mail.ts';
import { inboxQuery } from '../forms/inbox.ts';
import { inboxMessages as messages } from '../messages/inbox.ts';
import { countUnread, listNotices, type NoticeRow } from '../queries/inbox.server.ts';

export const loader = page({ guard: 'signed-in', query: inboxQuery }, async ({ actor, query, context }) => {
  const unread = query.view === 'unread';
  const { notices, next } = await listNotices(context.db, actor.id, { unread, before: query.before });
  const shown = notices.map(({ content, variables, ...notice }): ShownNotice => ({ ...notice, subject: renderSubject((content[context.reader.locale] ?? content.vi).subject, actor, variables) }));
  return { view: unread ? 'unread' : 'all', unread: await countUnread(context.db, actor.id), notices: shown, next };
});

export const meta = titledMail((locale) => messages.in(locale)('title'));

/** A row of the list: the words come with the notice itself. */
type ShownNotice = Omit<NoticeRow, 'content' | 'variables'> & { subject: string };

interface Loaded {
  view: 'all' | 'unread';
  unread: number;
  notices: ShownNotice[];
  next: string | null;
}

export default function InboxPage() {
  const { view, unread, notices, next } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={unread > 0 ? t('lead', { unread }) : t('lead-none')} actions={unread > 0 ? <form method="post" action="/inbox/reading"><Button variant="ghost">{t('mark-all')}</Button></form> : null} />
      <Tabs label={t('views')} items={[{ href: '/inbox', label: t('all'), current: view === 'all' }, { href: '/inbox?view=unread', label: t('unread'), current: view === 'unread', count: unread }]} />
      {notices.length === 0 ? <EmptyState icon="inbox" title={t(view === 'unread' ? 'none-unread' : 'none')}>{t('none-text')}</EmptyState> : <Card><ul className="notices">{notices.map((notice) => <Row key={notice.id} notice={notice} />)}</ul></Card>}
      {next ? <div className="row"><LinkButton variant="ghost" href={`/inbox?view=${view}&before=${next}`}>{t('older')}</LinkButton></div> : null}
    </div>
  );
}

function Row({ notice }: { notice: ShownNotice }) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <li className={notice.isNew ? 'notice-row notice-unread' : 'notice-row'}>
      <p><a href={`/inbox/${notice.id}`}>{notice.subject}</a>{notice.isNew ? <span className="notice-new">{t('unread')}</span> : null}</p>
      <p className="row muted"><span>{formats.moment(notice.sentAt)}</span><NoticeTags notice={notice} /></p>
    </li>
  );
}
