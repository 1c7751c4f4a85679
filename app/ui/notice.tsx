import type { ReactNode } from 'react';
import { cx } from './classes.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-names.ts';
import { unbroken } from './unbroken.tsx';

export type NoticeTone = 'info' | 'ok' | 'warn' | 'danger';
export interface NoticeProps { tone?: NoticeTone; title?: ReactNode; children?: ReactNode; action?: ReactNode; live?: boolean; focused?: boolean; className?: string }

const icons: Record<NoticeTone, IconName> = { info: 'info', ok: 'circle-check', warn: 'triangle-alert', danger: 'circle-alert' };

/** What happened, why, and what to do next. Danger interrupts (alert), the rest waits (status); `live={false}` says nothing by itself. With `focused` the page opens on it: the answer to a refused form. */
export function Notice({ tone = 'info', title, children, action, live = true, focused, className }: NoticeProps) {
  const role = live ? (tone === 'danger' ? 'alert' : 'status') : undefined;
  return (
    <div className={cx('notice', `notice-${tone}`, className)} role={role} {...(focused ? { tabIndex: -1, autoFocus: true } : {})}>
      <Icon name={icons[tone]} />
      <div className="notice-body">
        {title && <p className="notice-title">{unbroken(title)}</p>}
        {children && <div>{unbroken(children)}</div>}
      </div>
      {action && <div className="notice-action">{action}</div>}
    </div>
  );
}
