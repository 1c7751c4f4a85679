import { useLoaderData } from '@remix-run/react';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { LinkButton, Notice, PageHead } from '../../ui/index.ts';
import { AdminCrumbs } from '../components/admin-crumbs.tsx';
import { oversightMessages } from '../messages/oversight.ts';
import { canReadAudit } from '../policy.ts';
import { checkAuditChain } from '../queries/audit-log.server.ts';
import { page } from '../route.server.ts';

export const loader = page({ guard: canReadAudit }, ({ context }) => checkAuditChain(context.db));

export const meta = titled((locale) => oversightMessages.in(locale)('chain.title'));

export default function AuditChainPage() {
  const { count, lastAt, broken } = useLoaderData<typeof loader>();
  const t = useText(oversightMessages);
  const formats = useFormats();
  const whole = lastAt ? t('chain.whole', { count: formats.number(count), moment: formats.moment(lastAt) }) : t('chain.empty');
  return (
    <>
      <PageHead title={t('chain.title')} breadcrumb={<AdminCrumbs trail={[{ label: t('audit.title'), href: '/admin/audit' }]} here={t('chain.title')} />} />
      <div className="stack">
        {broken ? <Notice tone="danger" title={t('chain.broken-title')}>{broken.at === null ? t('chain.cut', { seq: broken.seq }) : t('chain.broken', { seq: broken.seq, moment: formats.moment(broken.at) })}</Notice> : <Notice tone="ok">{whole}</Notice>}
        <div><LinkButton variant="ghost" icon="rotate-ccw" href="/admin/audit/chain">{t('chain.again')}</LinkButton></div>
      </div>
    </>
  );
}
