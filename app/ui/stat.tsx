import type { ReactNode } from 'react';
import { cx } from './classes.ts';
import { unbroken } from './unbroken.tsx';

export interface StatProps { label: ReactNode; value: ReactNode; of?: ReactNode; note?: ReactNode; href?: string; bare?: boolean }

/** A few big numbers side by side. */
export function StatList({ children }: { children: ReactNode }) {
  return <div className="stats">{children}</div>;
}

/** One big number with its name and what it means; on a card unless `bare`. */
export function Stat({ label, value, of, note, href, bare }: StatProps) {
  return (
    <div className={cx('stat', !bare && 'card card-tight')}>
      <p className="stat-label">{href ? <a href={href}>{label}</a> : label}</p>
      <p className="stat-value">{value}{of !== undefined && <span className="stat-of"> / {of}</span>}</p>
      {note && <div className="stat-note">{unbroken(note)}</div>}
    </div>
  );
}
