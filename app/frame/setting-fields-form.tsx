import { useFaults } from '../people/index.ts';
import { largeFirst } from '../platform/i18n/first-letter.ts';
import { useFormats, useLocale, useText } from '../platform/i18n/react.tsx';
import { FieldGroup, RadioGroup, TextInput } from '../ui/index.ts';
import { shownIn, spanNames, spansIn, type SettingField } from './setting-fields.ts';
import { partWord } from './setting-parts.ts';
import { settingsMessages } from './settings-messages.ts';

/** The parts of a setting, each in a field of its own: as it was typed, or as it holds. */
export function SettingFields({ fields, value }: { fields: readonly SettingField[]; value: unknown }) {
  return fields.map((field) => <PartField key={field.name} field={field} value={value} />);
}

function PartField({ field, value }: { field: SettingField; value: unknown }) {
  const t = useText(settingsMessages);
  const locale = useLocale();
  const { number } = useFormats();
  const { value: typedOr, say } = useFaults();
  const label = field.path.length === 0 ? t('form.value') : largeFirst(field.path.map((part) => partWord(locale, part)).join(': '));
  const shown = shownIn(field, value, locale);
  const common = { name: field.name, label, error: say(field.name), required: true, defaultValue: typedOr(field.name, String(shown)), autoComplete: 'off' };
  const options = 'options' in field ? field.options.map((option) => ({ value: option, label: largeFirst(partWord(locale, option)) })) : [];
  switch (field.kind) {
    case 'number':
      return <TextInput {...common} hint={t(field.isWhole ? 'hint.whole' : 'hint.number', { least: number(field.least), most: number(field.most) })} width="short" inputMode={field.isWhole ? 'numeric' : 'decimal'} />;
    case 'numbers':
      return <TextInput {...common} required={false} hint={t('hint.numbers', { least: number(field.least), most: number(field.most), count: field.count })} width="middle" />;
    case 'choice':
      return <RadioGroup name={field.name} legend={label} options={options} value={typedOr(field.name, String(shown))} error={say(field.name)} required />;
    case 'choices':
      return <RadioGroup name={`${field.name}[]`} id={field.name} legend={label} hint={t('hint.choices')} options={options} value={typedOr(field.name, [shown].flat().join('\n')).split('\n')} error={say(field.name)} multiple columns />;
    case 'time':
      return <TextInput {...common} hint={t('hint.time', { example: field.hasSeconds ? '23:59:59' : '07:30' })} width="short" />;
    case 'spans':
      return <SpanFields field={field} label={label} value={value} />;
    default:
      return <TextInput {...common} maxLength={field.most} />;
  }
}

function SpanFields({ field, label, value }: { field: SettingField & { kind: 'spans' }; label: string; value: unknown }) {
  const t = useText(settingsMessages);
  const { value: typedOr, say } = useFaults();
  const stored = spansIn(field, value);
  const fault = say(field.name);
  return (
    <fieldset className="field">
      <legend className="field-label">{label}</legend>
      <p className="field-hint">{t('hint.spans', { count: field.count })}</p>
      <div className="stack">
        {Array.from({ length: field.count }, (_, at) => (
          <div key={at} className="inline-fields">
            <FieldGroup name={label}>{spanNames(field.name, at).map((name, end) => <TextInput key={name} name={name} id={at === 0 && end === 0 ? field.name : name} label={t(end === 0 ? 'span.from' : 'span.to', { number: at + 1 })} error={at === 0 && end === 0 ? fault : undefined} defaultValue={typedOr(name, stored[at]?.[end])} width="short" />)}</FieldGroup>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
