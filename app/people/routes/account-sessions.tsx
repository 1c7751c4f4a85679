import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Notice, PageHead, Table, Tag } from '../../ui/index.ts';
import { AccountCrumbs } from '../components/account-crumbs.tsx';
import { accountMessages } from '../messages/account.ts';
import { listOwnSessions, type OwnSession } from '../queries/own-account.server.ts';
import { page } from '../route.server.ts';

export const loader = page({ guard: 'signed-in', query: z.object({ ended: z.enum(['one', 'others']).optional().catch(undefined) }) }, async ({ actor, query, context }) => ({
  ended: query.ended,
  sessions: await listOwnSessions(context.db, actor, context.clock.now().toISOString()),
}));

export const meta = titled((locale) => accountMessages.in(locale)('sessions.title'));

export default function SessionsPage() {
  const { sessions, ended } = useLoaderData<typeof loader>();
  const t = useText(accountMessages);
  return (
    <>
      <PageHead title={t('sessions.title')} lead={t('sessions.lead')} breadcrumb={<AccountCrumbs here={t('sessions.title')} />} />
      <div className="stack">
        {ended ? <Notice tone="ok">{t(ended === 'one' ? 'sessions.ended' : 'sessions.others-ended')}</Notice> : null}
        <SessionTable sessions={sessions} />
        {sessions.length > 1 ? (
          <form method="post" action="/account/other-sessions/ending">
            <Button variant="ghost" icon="log-out">{t('sessions.end-others')}</Button>
          </form>
        ) : (
          <p className="muted">{t('sessions.only-this')}</p>
        )}
      </div>
    </>
  );
}

function SessionTable({ sessions }: { sessions: OwnSession[] }) {
  const t = useText(accountMessages);
  const locale = useLocale();
  const formats = useFormats();
  return (
    <Table
      caption={t('sessions.title')}
      hideCaption
      rows={sessions}
      rowKey={(row) => row.id}
      columns={[
        { key: 'device', head: t('sessions.device'), rowHeader: true, cell: (row) => <>{row.device[locale]} {row.isThis ? <Tag tone="brand" icon="check">{t('sessions.this')}</Tag> : null}</> },
        { key: 'address', head: t('sessions.address'), cell: (row) => row.address },
        { key: 'seen', head: t('sessions.last-seen'), cell: (row) => formats.moment(row.lastSeenAt) },
        { key: 'started', head: t('sessions.started'), cell: (row) => formats.moment(row.startedAt) },
        { key: 'deed', head: t('sessions.deed'), hideHead: true, cell: (row) => (row.isThis ? null : <EndForm session={row} />) },
      ]}
    />
  );
}

function EndForm({ session }: { session: OwnSession }) {
  const t = useText(accountMessages);
  const label = t('sessions.end-label', { device: session.device[useLocale()], address: session.address });
  return (
    <form method="post" action={`/account/sessions/${session.id}/ending`}>
      <Button variant="ghost" aria-label={label}>{t('sessions.end')}</Button>
    </form>
  );
}
