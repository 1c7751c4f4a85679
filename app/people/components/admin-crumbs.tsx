import { useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, type Crumb } from '../../ui/index.ts';
import { adminMessages } from '../messages/admin.ts';

/** The way back from a page below administration. */
export function AdminCrumbs({ trail = [], here }: { trail?: Crumb[]; here: string }) {
  const t = useText(adminMessages);
  return <Breadcrumb label={t('admin.crumbs')} items={[{ label: t('admin.title'), href: '/admin' }, ...trail, { label: here }]} />;
}

/** The way back from a page about one person. */
export function PersonCrumbs({ person, between, here }: { person: { id: string; fullName: string }; between?: Crumb | undefined; here: string }) {
  const t = useText(adminMessages);
  const trail = [{ label: t('people.title'), href: '/admin/people' }, { label: person.fullName, href: `/admin/people/${person.id}` }, ...(between ? [between] : [])];
  return <AdminCrumbs trail={trail} here={here} />;
}
