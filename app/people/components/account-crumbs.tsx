import { useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb } from '../../ui/index.ts';
import { accountMessages } from '../messages/account.ts';

/** The way back from a page below the own account. */
export function AccountCrumbs({ here }: { here: string }) {
  const t = useText(accountMessages);
  return <Breadcrumb label={t('account.crumbs')} items={[{ label: t('account.title'), href: '/account' }, { label: here }]} />;
}
