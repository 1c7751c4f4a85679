import { cx } from './classes.ts';
import type { IconName } from './icon-names.ts';

export interface IconProps { name: IconName; label?: string; className?: string }

/** One icon of the sprite; decoration unless it has a label. */
export function Icon({ name, label, className }: IconProps) {
  const spoken = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
  return (
    <svg className={cx('icon', className)} viewBox="0 0 24 24" focusable="false" {...spoken}>
      <use href={`/icons.svg#${name}`} />
    </svg>
  );
}
