import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Disclosure, LinkButton, Select, TextInput } from '../../ui/index.ts';
import type { PeopleQuery } from '../forms/people-query.ts';
import { accountMessages } from '../messages/account.ts';
import { adminMessages } from '../messages/admin.ts';
import { accountStates } from '../rules/account-state.ts';
import { grantableRoles } from '../rules/role-scopes.ts';
import type { ScopedUnit } from '../rules/unit-tree.ts';
import { CategoryField } from './person-fields.tsx';

/** One box for finding people, and the filters that most people do not need. All of it lives in the URL. */
export function PeopleFilterForm({ query, units }: { query: PeopleQuery; units: readonly ScopedUnit[] }) {
  const t = useText(adminMessages);
  const a = useText(accountMessages);
  const narrowed = Boolean(query.unit || query.state || query.category || query.role);
  const unitOptions = units.map((unit) => ({ value: unit.id, label: `${'\u2003'.repeat(unit.depth)}${unit.name}` }));
  return (
    <Card tight>
      <form method="get" action="/admin/people" className="stack">
        <TextInput name="q" type="search" label={t('people.search')} defaultValue={query.q} autoComplete="off" />
        <Disclosure summary={t('people.filter')} open={narrowed}>
          <div className="grid-cards">
            <Select name="unit" label={t('people.unit')} defaultValue={query.unit ?? ''} emptyLabel={t('people.any')} options={unitOptions} />
            <Select name="state" label={t('people.state')} defaultValue={query.state ?? ''} emptyLabel={t('people.any')} options={accountStates.map((value) => ({ value, label: t(`state.${value}`) }))} />
            <CategoryField name="category" label={t('people.category')} chosen={query.category ?? ''} emptyLabel={t('people.any')} />
            <Select name="role" label={t('people.role')} defaultValue={query.role ?? ''} emptyLabel={t('people.any')} options={grantableRoles.map((value) => ({ value, label: a(`role.${value}`) }))} />
          </div>
        </Disclosure>
        <div className="row">
          <Button variant="ghost" icon="search">{t('people.find')}</Button>
          {narrowed || query.q ? <LinkButton variant="ghost" href="/admin/people">{t('people.clear')}</LinkButton> : null}
        </div>
      </form>
    </Card>
  );
}
