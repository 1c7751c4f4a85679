import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Meta, Table, Tag } from '../../ui/index.ts';
import { accountMessages } from '../messages/account.ts';
import { adminMessages } from '../messages/admin.ts';
import type { StaffAccountKind } from '../rules/account-kinds.ts';
import type { Category } from '../rules/categories.ts';

interface Profile {
  staffNo: string | null;
  email: string | null;
  phone: string | null;
  category: Category | null;
  kind: StaffAccountKind;
  joinedOn: string | null;
  leftOn: string | null;
}

/** Who this person is. */
export function ProfileFacts({ person }: { person: Profile }) {
  const t = useText(adminMessages);
  const a = useText(accountMessages);
  const formats = useFormats();
  const none = t('person.none');
  const items = [
    { term: t('people.staff-no'), detail: person.staffNo ?? none },
    { term: a('account.email'), detail: person.email ?? none },
    { term: a('account.phone'), detail: person.phone ?? none },
    { term: t('people.category'), detail: person.category ? a(`category.${person.category}`) : none },
    { term: t('person.kind'), detail: a(`kind.${person.kind}`) },
    { term: t('person.joined-on'), detail: person.joinedOn ? formats.day(person.joinedOn) : none },
  ];
  if (person.leftOn) items.push({ term: t('person.left-on'), detail: formats.day(person.leftOn) });
  return <Card id="profile" title={t('person.profile')}><Meta items={items} /></Card>;
}

interface Membership {
  id: string;
  unitName: string;
  position: string;
  isPrimary: boolean;
  from: string;
  to: string | null;
}

/** Where this person worked, newest first. */
export function MembershipTable({ memberships }: { memberships: Membership[] }) {
  const t = useText(adminMessages);
  const formats = useFormats();
  return (
    <Table
      caption={t('person.memberships')}
      rows={memberships}
      rowKey={(row) => row.id}
      columns={[
        { key: 'unit', head: t('people.unit'), rowHeader: true, cell: (row) => <>{row.unitName} {row.isPrimary ? null : <Tag>{t('person.secondary')}</Tag>}</> },
        { key: 'position', head: t('person.position'), cell: (row) => row.position },
        { key: 'from', head: t('person.from'), cell: (row) => formats.day(row.from) },
        { key: 'to', head: t('person.to'), cell: (row) => (row.to ? formats.day(row.to) : t('person.now')) },
      ]}
    />
  );
}

interface AccountShown {
  sessionCount: number;
  state: string;
  credential: { changed_at: string; must_change: number; expires_at: string | null; locked_until: string | null } | null;
}

/** How the account stands: password, lock, sessions. */
export function AccountFacts({ person: { credential, sessionCount, state } }: { person: AccountShown }) {
  const t = useText(adminMessages);
  const formats = useFormats();
  const password = !credential
    ? t('person.password-none')
    : credential.must_change && credential.expires_at
      ? t('person.password-temporary', { moment: formats.moment(credential.expires_at) })
      : t('person.password-set', { day: formats.day(credential.changed_at) });
  const items = [
    { term: t('person.password'), detail: password },
    { term: t('person.sessions'), detail: formats.number(sessionCount) },
  ];
  if (state === 'LOCKED' && credential?.locked_until) items.push({ term: t('people.state'), detail: t('person.locked-until', { moment: formats.moment(credential.locked_until) }) });
  return <Card id="account" title={t('person.account')}><Meta items={items} /></Card>;
}
