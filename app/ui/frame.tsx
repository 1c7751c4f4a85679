import type { ReactNode } from 'react';
import { cx } from './classes.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-names.ts';

export interface FrameProps { skip: string; banner?: ReactNode; top?: ReactNode; rail?: ReactNode; footer?: ReactNode; layout?: 'page' | 'narrow' | 'wide' | 'bare'; children: ReactNode }
export interface BannerProps { children: ReactNode; icon?: IconName; label?: string }

/** The first thing a keyboard finds: past the chrome, to the page. */
export function SkipLink({ children, href = '#main' }: { children: ReactNode; href?: string }) {
  return <a className="skip" href={href}>{children}</a>;
}

/** The thin official strip above everything. */
export function Banner({ children, icon = 'shield-check', label }: BannerProps) {
  return (
    <aside className="banner" aria-label={label}>
      <p><Icon name={icon} /><span>{children}</span></p>
    </aside>
  );
}

/** The whole page: skip link, strip, top bar, rail, main, footer. `bare` leaves main without a column of its own. */
export function Frame({ skip, banner, top, rail, footer, layout = 'page', children }: FrameProps) {
  return (
    <>
      <SkipLink>{skip}</SkipLink>
      {banner}
      {top}
      <div className={cx('frame', `frame-${layout}`, Boolean(rail) && 'frame-railed')}>
        {rail}
        <main id="main" tabIndex={-1}>{children}</main>
      </div>
      {footer && <footer className="footer">{footer}</footer>}
    </>
  );
}
