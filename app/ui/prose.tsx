import type { ReactNode } from 'react';
import { cx } from './classes.ts';

export interface ProseProps { children?: ReactNode; html?: string; className?: string; id?: string }

/** The reading style for long text; `html` takes prose that was compiled and checked when it was published. */
export function Prose({ children, html, className, id }: ProseProps) {
  if (html !== undefined) return <div className={cx('prose', className)} id={id} dangerouslySetInnerHTML={{ __html: html }} />;
  return <div className={cx('prose', className)} id={id}>{children}</div>;
}
