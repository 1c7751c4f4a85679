import { useFaults } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Select, TextInput } from '../../ui/index.ts';
import { broadcastMessages } from '../messages/broadcast.ts';
import type { Place, UnitChoice } from '../queries/place.server.ts';
import { placeKinds } from '../rules/media.ts';

export const unitOptions = (units: readonly UnitChoice[]) => units.map((unit) => ({ value: unit.id, label: `${'\u2003'.repeat(unit.depth)}${unit.name}` }));

/** A board, station, panel or broadcaster. */
export function PlaceFields({ stored, units, ownUnit }: { stored?: Place; /** Where a new one most likely is. */ ownUnit?: string | null; units: readonly UnitChoice[] }) {
  const t = useText(broadcastMessages);
  const { say, value } = useFaults();
  const size = (name: 'width' | 'height') => <TextInput name={name} label={t(`places.${name}`)} error={say(name)} defaultValue={value(name, stored?.[name] ? String(stored[name]) : '')} width="short" inputMode="numeric" />;
  return (
    <>
      <TextInput name="name" label={t('places.name')} error={say('name')} defaultValue={value('name', stored?.name)} maxLength={200} required />
      <Select name="kind" label={t('places.kind')} error={say('kind')} defaultValue={value('kind', stored?.kind ?? 'LED')} options={placeKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} required />
      <Select name="unitId" label={t('places.unit')} error={say('unitId')} defaultValue={value('unitId', stored?.unitId ?? units.find(({ id }) => id === ownUnit)?.id)} emptyLabel={t('places.choose-unit')} options={unitOptions(units)} required />
      <div className="inline-fields">{size('width')}{size('height')}</div>
      <p className="field-hint">{t('places.size-hint')}</p>
    </>
  );
}
