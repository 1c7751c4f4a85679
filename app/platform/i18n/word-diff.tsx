import { platformMessages as messages } from '../messages.ts';
import type { Piece } from '../text/word-diff.ts';
import { useText } from './react.tsx';

/** Words that were taken out and put in, marked for eyes and ears. */
export function WordDiff({ pieces }: { pieces: readonly Piece[] }) {
  const t = useText(messages);
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
