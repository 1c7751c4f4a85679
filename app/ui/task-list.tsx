import type { ReactNode } from 'react';
import { cx } from './classes.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-names.ts';
import { unbroken } from './unbroken.tsx';

export type TaskStatus = 'todo' | 'doing' | 'done' | 'locked';
export interface TaskItem { id: string; title: ReactNode; href?: string; status: TaskStatus; detail?: ReactNode; reason?: ReactNode; aside?: ReactNode; /** Said instead of the list's word for the status. */ statusLabel?: string }
export interface TaskListProps { items: TaskItem[]; statusLabels: Record<TaskStatus, string>; label?: string; ordered?: boolean }

export const taskIcons: Record<TaskStatus, IconName> = { todo: 'circle', doing: 'circle-dot', done: 'check', locked: 'lock' };

/** The round sign before a step, without words. */
export function StatusDot({ status }: { status: TaskStatus }) {
  return <span className={cx('dot', `dot-${status}`)}><Icon name={taskIcons[status]} /></span>;
}

function TaskRow({ item, statusLabel }: { item: TaskItem; statusLabel: string }) {
  const open = item.href && item.status !== 'locked';
  return (
    <li className={cx('task', `task-${item.status}`)}>
      <StatusDot status={item.status} />
      <div className="task-text">
        <p className="task-title">{open ? <a className="stretched" href={item.href}>{unbroken(item.title)}</a> : unbroken(item.title)}</p>
        {item.detail && <p className="task-detail">{unbroken(item.detail)}</p>}
        {item.reason && <p className="task-detail">{unbroken(item.reason)}</p>}
      </div>
      <div className="task-side">
        {item.aside}
        {statusLabel && <span className={cx('task-status', `task-status-${item.status}`)}>{statusLabel}</span>}
      </div>
    </li>
  );
}

/** Steps of a work with the status of each; a locked one says why in `reason`. An empty status label shows nothing. */
export function TaskList({ items, statusLabels, label, ordered = true }: TaskListProps) {
  const List = ordered ? 'ol' : 'ul';
  return (
    <List className="tasks" aria-label={label}>
      {items.map((item) => <TaskRow key={item.id} item={item} statusLabel={item.statusLabel ?? statusLabels[item.status]} />)}
    </List>
  );
}
