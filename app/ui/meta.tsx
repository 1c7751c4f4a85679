import type { ReactNode } from 'react';
import { cx } from './classes.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-names.ts';
import { unbroken } from './unbroken.tsx';

export interface MetaItem { term: ReactNode; detail: ReactNode; icon?: IconName }
export interface MetaProps { items: MetaItem[]; layout?: 'rows' | 'inline' | 'stacked'; className?: string }

/** Facts about one thing: term and detail. */
export function Meta({ items, layout = 'rows', className }: MetaProps) {
  return (
    <dl className={cx('meta', `meta-${layout}`, className)}>
      {items.map((item, at) => (
        <div key={at}>
          <dt>{item.icon && <Icon name={item.icon} />}{item.term}</dt>
          <dd>{unbroken(item.detail)}</dd>
        </div>
      ))}
    </dl>
  );
}
