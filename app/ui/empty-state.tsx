import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-names.ts';

export interface EmptyStateProps { icon?: IconName; title: ReactNode; children?: ReactNode; action?: ReactNode; level?: 1 | 2 | 3 }

/** Nothing here, no right, not found, offline or all done: says so and shows the one way on. */
export function EmptyState({ icon = 'inbox', title, children, action, level = 2 }: EmptyStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div className="empty">
      <span className="empty-icon"><Icon name={icon} /></span>
      <Heading className="empty-title">{title}</Heading>
      {children && <div className="empty-text">{children}</div>}
      {action && <div className="empty-action">{action}</div>}
    </div>
  );
}
