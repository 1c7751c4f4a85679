import type { ReactNode } from 'react';
import { cx } from './classes.ts';
import { ProgressBar } from './progress.tsx';
import { StatusDot } from './task-list.tsx';
import type { TaskStatus } from './task-list.tsx';

export interface OutlineItem { id: string; label: ReactNode; href?: string; status: TaskStatus; current?: boolean }
export interface LessonLayoutProps {
  progress?: { label: string; value: number; max?: number; text?: string };
  outline: { label: string; heading?: ReactNode; items: OutlineItem[]; statusLabels: Record<TaskStatus, string>; progress?: ReactNode };
  head?: ReactNode; aside?: ReactNode; asideLabel?: string; footer?: ReactNode; after?: ReactNode; children: ReactNode;
}

function Outline({ items, statusLabels }: LessonLayoutProps['outline']) {
  return (
    <ol className="toc-list">
      {items.map((item) => (
        <li key={item.id} aria-current={item.current ? 'page' : undefined}>
          <StatusDot status={item.current && item.status === 'todo' ? 'doing' : item.status} />
          <span>
            {item.href && item.status !== 'locked' ? <a href={item.href}>{item.label}</a> : item.label}
            <span className="sr-only"> ({statusLabels[item.status]})</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Reading: outline at the left (a disclosure on phones), text in the middle, margin at the right, hairline on top. */
export function LessonLayout({ progress, outline, head, aside, asideLabel, footer, after, children }: LessonLayoutProps) {
  return (
    <div className="lesson">
      {progress && <ProgressBar {...progress} size="hair" className="lesson-hair" />}
      <div className="lesson-grid">
        <nav className="toc" aria-label={outline.label}>
          <details className="toc-fold">
            <summary>{outline.heading ?? outline.label}</summary>
            <Outline {...outline} />
          </details>
          <div className="toc-open">
            {outline.heading && <p className="toc-heading">{outline.heading}</p>}
            {outline.progress}
            <Outline {...outline} />
          </div>
        </nav>
        <article className="lesson-text">
          {head}
          {children}
          {footer && <div className="lesson-foot">{footer}</div>}
          {after}
        </article>
        {aside && <aside className="margin" aria-label={asideLabel}>{aside}</aside>}
      </div>
    </div>
  );
}

/** One note in the margin; `onScreen` when it is of no use on paper. */
export function MarginNote({ title, onScreen, children }: { title: ReactNode; onScreen?: boolean; children: ReactNode }) {
  return <section className={cx('margin-note', onScreen && 'no-print')}><h2>{title}</h2>{children}</section>;
}
