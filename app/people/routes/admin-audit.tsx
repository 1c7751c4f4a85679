import { useLoaderData } from '@remix-run/react';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { EmptyState, LinkButton, PageHead, Pagination } from '../../ui/index.ts';
import { AdminCrumbs } from '../components/admin-crumbs.tsx';
import { AuditFilterForm, AuditTable } from '../components/audit-parts.tsx';
import { auditHref, auditPerPage, auditQuery } from '../forms/audit-query.ts';
import { oversightMessages } from '../messages/oversight.ts';
import { canReadAudit } from '../policy.ts';
import { exportLimit, listAuditActions, namesOfUnitsIn, pageOfAudit } from '../queries/audit-log.server.ts';
import { page } from '../route.server.ts';

export const loader = page({ guard: canReadAudit, query: auditQuery }, async ({ query, context }) => {
  const { rows, count, page: shown } = await pageOfAudit(context.db, query, context.env.TZ_DISPLAY);
  return { query, limit: exportLimit, actions: await listAuditActions(context.db), rows, count, shown, unitNames: await namesOfUnitsIn(context.db, rows) };
});

export const meta = titled((locale) => oversightMessages.in(locale)('audit.title'));
export const handle = { layout: 'wide' };

export default function AuditPage() {
  const { rows, count, shown, query, actions, limit, unitNames } = useLoaderData<typeof loader>();
  const t = useText(oversightMessages);
  const formats = useFormats();
  const tools = (
    <>
      <LinkButton variant="ghost" icon="shield-check" href="/admin/audit/chain">{t('audit.check')}</LinkButton>
      <LinkButton variant="ghost" icon="download" href={auditHref('/admin/audit/export', { ...query, page: 1 })}>{t('audit.export')}</LinkButton>
    </>
  );
  return (
    <>
      <PageHead title={t('audit.title')} lead={t('audit.lead')} breadcrumb={<AdminCrumbs here={t('audit.title')} />} actions={tools} />
      <div className="stack">
        <AuditFilterForm query={query} actions={actions} />
        <p className="muted">{t('audit.count', { count: formats.number(count) })}{count > limit ? ` ${t('audit.export-more', { limit: formats.number(limit) })}` : ''}</p>
        {rows.length === 0 ? <EmptyState icon="history" title={t('audit.none')}>{t('audit.none-text')}</EmptyState> : <AuditTable rows={rows} unitNames={unitNames} />}
        <Pagination
          label={t('audit.pages')}
          page={shown}
          pages={Math.ceil(count / auditPerPage)}
          href={(page) => auditHref('/admin/audit', { ...query, page })}
          previous={t('audit.previous')}
          next={t('audit.next')}
          pageLabel={(page) => t('audit.page', { page })}
        />
      </div>
    </>
  );
}
