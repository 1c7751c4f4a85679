import type { ReactNode } from 'react';
import { cx } from './classes.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-names.ts';

export type Tone = 'neutral' | 'brand' | 'ok' | 'warn' | 'danger' | 'gold';
export interface TagProps { tone?: Tone; icon?: IconName | 'none'; className?: string; children: ReactNode }

const toneIcons: Partial<Record<Tone, IconName>> = { ok: 'check', warn: 'clock', danger: 'circle-alert', gold: 'award' };

/** A short status: icon and word, so that colour is never alone. */
export function Tag({ tone = 'neutral', icon = toneIcons[tone] ?? 'none', className, children }: TagProps) {
  return (
    <span className={cx('tag', `tag-${tone}`, className)}>
      {icon !== 'none' && <Icon name={icon} />}
      {children}
    </span>
  );
}
