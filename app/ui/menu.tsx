import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-names.ts';

export interface MenuProps { label: string; trigger: ReactNode; children: ReactNode }
export interface MenuLinkProps { href: string; icon?: IconName; current?: boolean; children: ReactNode }
export type MenuButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { icon?: IconName };

/** A drop-down that opens without a script. Fill it with MenuLink, MenuButton (inside a form) and `<hr />`. */
export function Menu({ label, trigger, children }: MenuProps) {
  return (
    <details className="menu" data-menu>
      <summary aria-label={label}>{trigger}<Icon name="chevron-down" /></summary>
      <div className="menu-panel">{children}</div>
    </details>
  );
}

/** A place to go, in a menu. */
export function MenuLink({ href, icon, current, children }: MenuLinkProps) {
  return <a className="menu-item" href={href} aria-current={current ? 'page' : undefined}>{icon && <Icon name={icon} />}{children}</a>;
}

/** A deed, in a menu; sends the form around it. */
export function MenuButton({ icon, children, ...rest }: MenuButtonProps) {
  return <button type="submit" {...rest} className="menu-item">{icon && <Icon name={icon} />}{children}</button>;
}
