import { useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, type Crumb } from '../../ui/index.ts';
import { callDeskMessages } from '../messages/calls-desk.ts';

/** The way from the contests' desk to a page of it; the last name is the page itself and leads nowhere. */
export function DeskCrumbs({ contest, between, here }: { contest?: { id: string; title: string }; between?: Crumb | readonly Crumb[]; here?: string }) {
  const t = useText(callDeskMessages);
  const own = contest ? [{ label: contest.title, ...(here ? { href: `/contest-desk/${contest.id}` } : {}) }] : [];
  return <Breadcrumb label={t('crumbs')} items={[{ label: t('title'), href: '/contest-desk' }, ...own, ...(between ? [between].flat() : []), ...(here ? [{ label: here }] : [])]} />;
}
