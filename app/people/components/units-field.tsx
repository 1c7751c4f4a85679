import { RadioGroup, Select } from '../../ui/index.ts';
import { useFaults } from './faults.tsx';

export interface UnitsFieldProps {
  /** The form holds it as `name[]`. */
  name: string;
  legend: string;
  addLabel: string;
  emptyLabel: string;
  units: readonly { id: string; name: string; depth: number }[];
  chosen: readonly string[];
  /** What a chosen unit is called that is not on offer (any more). */
  names?: Readonly<Record<string, string>>;
}

/** Several units: those chosen so far can be taken out again; one more is chosen at a time, which works on every phone. */
export function UnitsField({ name, legend, addLabel, emptyLabel, units, chosen, names = {} }: UnitsFieldProps) {
  const { say, value } = useFaults();
  const kept = value(name, chosen.join('\n')).split('\n').filter(Boolean);
  const named = (id: string) => units.find((unit) => unit.id === id)?.name ?? names[id] ?? id;
  return (
    <div className="stack">
      {kept.length > 0 ? <RadioGroup multiple columns name={`${name}[]`} id={`${name}-kept`} legend={legend} value={kept} options={kept.map((id) => ({ value: id, label: named(id) }))} /> : null}
      <Select name={`${name}[]`} id={name} label={addLabel} error={say(name)} emptyLabel={emptyLabel} defaultValue="" options={units.filter(({ id }) => !kept.includes(id)).map((unit) => ({ value: unit.id, label: `${'\u2003'.repeat(unit.depth)}${unit.name}` }))} />
    </div>
  );
}
