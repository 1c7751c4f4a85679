import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Tag } from '../../ui/index.ts';
import { readingMessages } from '../messages/reading.ts';

/** A due day with its urgency in words. */
export function DueTag({ due }: { due: { on: string; state: 'later' | 'soon' | 'today' | 'late'; days: number } }) {
  const t = useText(readingMessages);
  const formats = useFormats();
  if (due.state === 'late') return <Tag tone="danger">{t('due.late', { days: due.days })}</Tag>;
  if (due.state === 'today') return <Tag tone="warn">{t('due.today')}</Tag>;
  if (due.state === 'soon') return <Tag tone="warn">{t('due.left', { day: formats.day(due.on), days: due.days })}</Tag>;
  return <Tag icon="calendar">{t('due.on', { day: formats.day(due.on) })}</Tag>;
}
