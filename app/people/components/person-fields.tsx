import { dialledNumber } from '../../platform/text/phone.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Select, TextInput } from '../../ui/index.ts';
import { accountMessages } from '../messages/account.ts';
import { adminMessages } from '../messages/admin.ts';
import { staffAccountKinds } from '../rules/account-kinds.ts';
import { categories } from '../rules/categories.ts';
import type { ScopedUnit } from '../rules/unit-tree.ts';
import { useFaults } from './faults.tsx';

interface Stored {
  fullName?: string;
  staffNo?: string | null;
  email?: string | null;
  phone?: string | null;
  category?: string | null;
}

/** Who somebody is: the fields of a new and of an existing person. */
export function PersonFields({ stored = {} }: { stored?: Stored }) {
  const t = useText(adminMessages);
  const a = useText(accountMessages);
  const { say, value } = useFaults();
  return (
    <>
      <TextInput name="fullName" label={t('people.name')} error={say('fullName')} defaultValue={value('fullName', stored.fullName)} maxLength={120} autoComplete="off" required />
      <TextInput name="staffNo" label={t('people.staff-no')} hint={t('person.id-hint')} error={say('staffNo')} defaultValue={value('staffNo', stored.staffNo)} width="middle" autoComplete="off" autoCapitalize="characters" />
      <TextInput name="email" type="email" label={a('account.email')} error={say('email')} defaultValue={value('email', stored.email)} autoComplete="off" />
      <TextInput name="phone" type="tel" label={a('account.phone')} optionalText={a('phone.optional')} hint={t('person.phone-hint')} error={say('phone')} defaultValue={value('phone', stored.phone && dialledNumber(stored.phone))} width="middle" maxLength={40} autoComplete="off" />
      <CategoryField name="category" label={t('people.category')} chosen={value('category', stored.category)} emptyLabel={t('person.none')} error={say('category')} />
    </>
  );
}

/** The kind of account; only for whoever gives roles. */
export function AccountKindField({ stored }: { stored: string }) {
  const t = useText(adminMessages);
  const a = useText(accountMessages);
  const { say, value } = useFaults();
  return <Select name="kind" label={t('person.kind')} hint={t('person.kind-hint')} error={say('kind')} defaultValue={value('kind', stored)} options={staffAccountKinds.map((kind) => ({ value: kind, label: a(`kind.${kind}`) }))} required />;
}

/** The legal category of staff. */
export function CategoryField({ name, label, chosen, emptyLabel, error }: { name: string; label: string; chosen: string; emptyLabel: string; error?: string | undefined }) {
  const t = useText(accountMessages);
  return <Select name={name} label={label} error={error} defaultValue={chosen} emptyLabel={emptyLabel} options={categories.map((value) => ({ value, label: t(`category.${value}`) }))} />;
}

interface UnitFieldProps {
  units: readonly ScopedUnit[];
  label: string;
  stored?: string | null;
  name?: string;
  emptyLabel?: string;
  required?: boolean;
}

/** A unit out of those that the administrator may use, in tree order. */
export function UnitField({ units, label, stored, name = 'unitId', emptyLabel, required }: UnitFieldProps) {
  const t = useText(adminMessages);
  const { say, value } = useFaults();
  const options = units.map((unit) => ({ value: unit.id, label: `${'\u2003'.repeat(unit.depth)}${unit.name}` }));
  return <Select name={name} label={label} error={say(name)} defaultValue={value(name, stored)} emptyLabel={emptyLabel ?? t('person.choose')} options={options} required={required ?? true} />;
}

/** A position and the day from which it holds. */
export function PlaceFields({ position, day, dayName, dayLabel }: { position?: string | null; day: string; dayName: string; dayLabel: string }) {
  const t = useText(adminMessages);
  const { say, value } = useFaults();
  return (
    <>
      <TextInput name="position" label={t('person.position')} error={say('position')} defaultValue={value('position', position)} maxLength={200} required />
      <TextInput name={dayName} type="date" label={dayLabel} error={say(dayName)} defaultValue={value(dayName, day)} max={day} width="middle" required />
    </>
  );
}
