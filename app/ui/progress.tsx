/* oxlint-disable jsx-a11y/prefer-tag-over-role -- <progress> cannot be drawn alike in all browsers */
import type { ReactNode } from 'react';
import { cx } from './classes.ts';

export type BarTone = 'brand' | 'ok' | 'warn' | 'danger' | 'gold';
export interface ProgressBarProps {
  label: string; value: number; max?: number; text?: string; tone?: BarTone; size?: 'hair' | 'thin' | 'thick'; className?: string;
}
export interface BarRowProps { label: ReactNode; value: number; max: number; text: ReactNode; tone?: BarTone; href?: string }

/** Share of the whole in per cent with one decimal, between 0 and 100; nothing of nothing is 0. */
export const percentOf = (value: number, max: number): number =>
  max > 0 ? Math.round(Math.min(1, Math.max(0, value / max)) * 1000) / 10 : 0;

const heights = { hair: 3, thin: 8, thick: 14 } as const;

/** The drawing of a bar: SVG attributes instead of a style, which the content security policy forbids. */
function Bar({ percent, height }: { percent: number; height: number }) {
  return (
    <svg className="bar" width="100%" height={height} aria-hidden="true" focusable="false">
      <rect className="bar-ground" width="100%" height={height} />
      {percent > 0 && <rect className="bar-fill" width={`${percent}%`} height={height} rx={height > 3 ? 4 : 0} />}
    </svg>
  );
}

/** How far something is; `text` is both shown beside the bar and spoken. */
export function ProgressBar({ label, value, max = 100, text, tone = 'brand', size = 'thin', className }: ProgressBarProps) {
  return (
    <div className={cx('progress', `tone-${tone}`, `progress-${size}`, className)}>
      <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={max} aria-valuenow={value} aria-valuetext={text}>
        <Bar percent={percentOf(value, max)} height={heights[size]} />
      </div>
      {text && size !== 'hair' && <span className="progress-text" aria-hidden="true">{text}</span>}
    </div>
  );
}

/** A list of bars that share one scale. */
export function BarList({ label, children }: { label: string; children: ReactNode }) {
  return <ul className="bar-list" aria-label={label}>{children}</ul>;
}

/** One bar with its name and its count. Stands inside a BarList. */
export function BarRow({ label, value, max, text, tone = 'brand', href }: BarRowProps) {
  return (
    <li className={cx('bar-row', `tone-${tone}`)}>
      <span className="bar-label">{href ? <a href={href}>{label}</a> : label}</span>
      <Bar percent={percentOf(value, max)} height={heights.thick} />
      <span className="bar-text">{text}</span>
    </li>
  );
}
