import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { WordDiff } from '../../platform/i18n/word-diff.tsx';
import { deskMessages, writeMessages } from '../messages/desk.ts';
import type { FieldChange } from '../rules/answer-diff.ts';

/** Names of topics and bodies, for changes that are recorded by key. */
export type Names = Readonly<Record<string, string>>;

/** The fields in which two versions differ. */
export function AnswerChanges({ changes, names }: { changes: readonly FieldChange[]; names: Names }) {
  const t = useText(deskMessages);
  const w = useText(writeMessages);
  const word = useWords(names);
  if (changes.length === 0) return <p>{t('diff.none')}</p>;
  return (
    <dl className="stack">
      {changes.map(({ field, before, after, pieces }) => (
        <div key={field}>
          <dt className="field-label">{w(`field.${field}`)}</dt>
          <dd><WordDiff pieces={chosen.has(field) ? [{ kind: 'removed', text: word(before) }, { kind: 'same', text: ' ' }, { kind: 'added', text: word(after) }] : pieces} /></dd>
        </div>
      ))}
    </dl>
  );
}

/** Fields that are chosen, not written: they change as a whole. */
const chosen = new Set<FieldChange['field']>(['topic', 'audience', 'confidence', 'volatility', 'transferTo', 'asOf', 'reviewDue']);

function useWords(names: Names): (value: string) => string {
  const t = useText(deskMessages);
  const w = useText(writeMessages);
  const formats = useFormats();
  return (value) => {
    if (value === '') return t('diff.empty');
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formats.day(value);
    for (const kind of ['audience', 'confidence', 'volatility'] as const) if (Object.hasOwn(writeMessages.catalogue, `${kind}.${value}`)) return w(`${kind}.${value}` as 'audience.PUBLIC');
    return names[value] ?? value;
  };
}
