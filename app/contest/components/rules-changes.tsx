import { useText } from '../../platform/i18n/react.tsx';
import { WordDiff } from '../../platform/i18n/word-diff.tsx';
import { Card } from '../../ui/index.ts';
import { callsMessages as messages } from '../messages/calls.ts';
import type { RulesChange } from '../rules-shown.server.ts';

/** What changed in the words of the rules since the version before. */
export function RulesChanges({ change: { version, pieces } }: { change: RulesChange }) {
  const t = useText(messages);
  return <Card title={t('rules.changes', { version })} id="changes">{pieces.length > 0 ? <WordDiff pieces={pieces} /> : <p className="muted">{t('rules.changes-none')}</p>}</Card>;
}
