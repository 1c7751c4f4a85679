import { useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb } from '../../ui/index.ts';
import { callsMessages as messages } from '../messages/calls.ts';

/** The way back to the desk, and to the list where one comes from it. */
export function CallsCrumbs({ here, fromList = false }: { here: string; fromList?: boolean }) {
  const t = useText(messages);
  return <Breadcrumb label={t('calls.crumbs')} items={[{ label: t('calls.desk'), href: '/desk' }, ...(fromList ? [{ label: t('calls.title'), href: '/desk/calls' }] : []), { label: here }]} />;
}
