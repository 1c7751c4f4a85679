import { useFormats, useText } from '../platform/i18n/react.tsx';
import { Card, Tag, TaskList, type TaskItem } from '../ui/index.ts';
import { chromeMessages as messages } from './messages.ts';
import type { AnyWork } from './waiting-work.server.ts';

/** What waits for an official in her offices, each with the page on which it is done. */
export function WorkCard({ work, now }: { work: readonly AnyWork[]; now: string }) {
  const t = useText(messages);
  const formats = useFormats();
  const timeOf = ({ dueAt }: AnyWork) => dueAt && <Tag tone={dueAt <= now ? 'danger' : 'neutral'} icon="clock">{t(dueAt <= now ? 'work.late' : 'work.due', { moment: formats.moment(dueAt) })}</Tag>;
  const items = work.map((one): TaskItem => ({
    id: one.href,
    title: `${t(`work.${one.kind}`)} (${formats.number(one.count)})`,
    href: one.href,
    status: 'todo',
    detail: one.subject ? <span lang="vi">{one.subject}</span> : undefined,
    aside: timeOf(one) || undefined,
  }));
  return (
    <Card title={t('work.title')} id="work" raised>
      <TaskList items={items} ordered={false} label={t('work.title')} statusLabels={{ todo: '', doing: '', done: '', locked: '' }} />
    </Card>
  );
}
