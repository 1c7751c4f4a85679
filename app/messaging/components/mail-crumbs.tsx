import { useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb } from '../../ui/index.ts';
import { keptMailMessages as messages } from '../messages/mail.ts';

/** The way back from the kept mails, or from one of them. */
export function MailCrumbs({ here }: { here?: string }) {
  const t = useText(messages);
  const list = here ? { label: t('title'), href: '/admin/mail' } : { label: t('title') };
  return <Breadcrumb label={t('crumbs')} items={[{ label: t('admin'), href: '/admin' }, list, ...(here ? [{ label: here }] : [])]} />;
}
