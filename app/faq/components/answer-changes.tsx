import { useText } from '../../platform/i18n/react.tsx';
import { deskMessages, writeMessages } from '../messages/desk.ts';
import type { FieldChange, Piece } from '../rules/answer-diff.ts';

/** Words that were taken out and put in, marked for eyes and ears. */
export function WordDiff({ pieces }: { pieces: readonly Piece[] }) {
  const t = useText(deskMessages);
  return (
    <div className="word-diff pre-line">
      {pieces.map(({ kind, text }, at) => {
        if (kind === 'same') return <span key={at}>{text}</span>;
        const Mark = kind === 'added' ? 'ins' : 'del';
        return <Mark key={at}><span className="sr-only"> [{t(`diff.${kind}`)}: </span>{text}<span className="sr-only">] </span></Mark>;
      })}
    </div>
  );
}

/** The fields in which two versions differ. */
export function AnswerChanges({ changes }: { changes: readonly FieldChange[] }) {
  const t = useText(deskMessages);
  const w = useText(writeMessages);
  if (changes.length === 0) return <p>{t('diff.none')}</p>;
  return (
    <dl className="stack">
      {changes.map(({ field, pieces }) => (
        <div key={field}>
          <dt className="field-label">{w(`field.${field}`)}</dt>
          <dd><WordDiff pieces={pieces} /></dd>
        </div>
      ))}
    </dl>
  );
}
