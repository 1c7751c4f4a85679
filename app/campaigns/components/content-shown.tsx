import type { MessageContent } from '../../messaging/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Card } from '../../ui/index.ts';
import { composerMessages } from '../messages/composer.ts';
import type { Medium } from '../rules/media.ts';

interface Row {
  medium: string;
  content: string;
}

/** Everything that a campaign says, as whoever approves it reads it. */
export function ContentShown({ media }: { media: readonly Row[] }) {
  const t = useText(composerMessages);
  return <div className="stack">{media.filter((row) => linesOf(row).length > 0).map((row) => <Card key={row.medium} title={t(`medium.${row.medium as Medium}`)} id={`shown-${row.medium}`} level={2}>{linesOf(row).map((line, at) => <p key={at} className="pre-line">{line}</p>)}</Card>)}</div>;
}

function linesOf({ medium, content }: Row): string[] {
  const words = JSON.parse(content) as Record<string, unknown>;
  if (medium === 'MESSAGE') {
    const { vi, en, question, link } = words as unknown as MessageContent;
    return [vi.subject, vi.body, ...(en ? [en.subject, en.body] : []), ...(question ? [question.text, ...question.options] : []), ...(link ? [link] : [])];
  }
  return Object.entries(words).filter(([key]) => !['seconds', 'infoType', 'templateId', 'parameters'].includes(key)).flatMap(([, value]) => (Array.isArray(value) ? (value as string[]) : [String(value)])).filter(Boolean);
}
