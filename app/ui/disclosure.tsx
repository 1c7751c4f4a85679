import type { ReactNode } from 'react';
import { cx } from './classes.ts';
import { Icon } from './icon.tsx';
import { unbroken } from './unbroken.tsx';

export interface DisclosureProps { summary: ReactNode; children: ReactNode; open?: boolean; boxed?: boolean; id?: string; className?: string }

/** Something that most people do not need at once. */
export function Disclosure({ summary, children, open, boxed, id, className }: DisclosureProps) {
  return (
    <details className={cx('disclosure', boxed && 'disclosure-boxed', className)} id={id} open={open}>
      <summary><Icon name="chevron-right" /><span>{unbroken(summary)}</span></summary>
      <div className="disclosure-body">{unbroken(children)}</div>
    </details>
  );
}
