import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, Select, Table } from '../../ui/index.ts';
import { adminMessages } from '../messages/admin.ts';
import type { RoleRow } from '../queries/person-page.server.ts';
import { grantableRoles } from '../rules/role-scopes.ts';
import type { ScopedUnit } from '../rules/unit-tree.ts';
import { useFaults } from './faults.tsx';
import { UnitField } from './person-fields.tsx';
import { useRoleWords } from './role-words.ts';

/** The roles of one person, each with its way to revoke it. */
export function RoleTable({ personId, roles }: { personId: string; roles: RoleRow[] }) {
  const t = useText(adminMessages);
  const formats = useFormats();
  const words = useRoleWords();
  const revoke = (row: RoleRow) => (
    <LinkButton variant="ghost" href={`/admin/people/${personId}/roles/${row.id}/revocation`} aria-label={t('roles.revoke-label', { role: words.both(row) })}>{t('roles.revoke')}</LinkButton>
  );
  return (
    <Table
      caption={t('roles.title')}
      hideCaption
      rows={roles}
      rowKey={(row) => row.id}
      columns={[
        { key: 'role', head: t('roles.role'), rowHeader: true, cell: (row) => words.role(row.role) },
        { key: 'scope', head: t('roles.scope'), cell: (row) => words.scope(row) },
        { key: 'at', head: t('roles.granted'), cell: (row) => formats.day(row.grantedAt) },
        { key: 'by', head: t('roles.granted-by'), cell: (row) => row.grantedBy ?? t('roles.system') },
        { key: 'revoke', head: t('roles.revoke'), hideHead: true, cell: revoke },
      ]}
    />
  );
}

/** A new role with its scope. */
export function GrantForm({ units }: { units: readonly ScopedUnit[] }) {
  const t = useText(adminMessages);
  const words = useRoleWords();
  const { say, value } = useFaults();
  return (
    <Card id="grant" title={t('roles.grant-title')}>
      <form method="post" className="form">
        <Select name="role" label={t('roles.role')} error={say('role')} defaultValue={value('role')} emptyLabel={t('person.choose')} options={grantableRoles.map((role) => ({ value: role, label: words.role(role) }))} required />
        <Select name="scope" label={t('roles.scope')} error={say('scope')} defaultValue={value('scope', 'SUBTREE')} options={(['SUBTREE', 'ALL'] as const).map((scope) => ({ value: scope, label: t(`roles.scope.${scope}`) }))} required />
        <UnitField units={units} label={t('roles.unit')} required={false} />
        <div><Button icon="plus">{t('roles.grant')}</Button></div>
      </form>
    </Card>
  );
}
