import { useText } from '../../platform/i18n/react.tsx';
import { callDeskMessages } from '../messages/calls-desk.ts';
import type { Piece } from '../rules/text-diff.ts';

/** Words that were taken out and put in, marked for eyes and ears. */
export function TextDiff({ pieces }: { pieces: readonly Piece[] }) {
  const t = useText(callDeskMessages);
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
