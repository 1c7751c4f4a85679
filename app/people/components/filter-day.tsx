import { useSearchParams } from '@remix-run/react';
import { dayField } from '../../platform/http/day-field.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { TextInput, type TextInputProps } from '../../ui/index.ts';
import { accountMessages } from '../messages/account.ts';

const day = dayField();

/** A day to filter by. What somebody typed that is no day stays in the field, with a word that it was left out: a list that is not narrowed must not look as if it were. @param shown the day that counts */
export function FilterDay({ name, label, shown, width }: Pick<TextInputProps, 'name' | 'label' | 'width'> & { shown?: string | undefined }) {
  const [search] = useSearchParams();
  const t = useText(accountMessages);
  const typed = search.get(name)?.trim().slice(0, 40) ?? '';
  const isLeftOut = typed !== '' && !day.safeParse(typed).success;
  return <TextInput type="date" name={name} label={label} width={width} defaultValue={isLeftOut ? typed : (shown ?? '')} error={isLeftOut ? t('faults.filter-day') : undefined} />;
}
