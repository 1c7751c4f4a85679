import { useText } from '../../platform/i18n/react.tsx';
import type { Grant, Role } from '../actor.ts';
import { accountMessages } from '../messages/account.ts';

/** Says a role with its scope: "Quản trị đào tạo – UBND phường Hoa Lư và đơn vị trực thuộc". */
export function useRoleWords() {
  const t = useText(accountMessages);
  const scope = (row: { scope: Grant['scope']; unitName: string | null }) => (row.scope === 'SUBTREE' ? t('scope.SUBTREE', { unit: row.unitName ?? '' }) : t(`scope.${row.scope}`));
  const role = (name: Role) => t(`role.${name}`);
  return { role, scope, both: (row: { role: Role; scope: Grant['scope']; unitName: string | null }) => `${role(row.role)} – ${scope(row)}` };
}
