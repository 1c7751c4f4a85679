import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from 'react';
import { cx } from './classes.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-names.ts';

export type ButtonVariant = 'primary' | 'ghost' | 'danger' | 'quiet';
interface Look { variant?: ButtonVariant; icon?: IconName; iconAfter?: IconName; wide?: boolean }
export type ButtonProps = Look & ButtonHTMLAttributes<HTMLButtonElement>;
export type LinkButtonProps = Look & AnchorHTMLAttributes<HTMLAnchorElement> & { href: string };

const classOf = (variant: ButtonVariant, wide?: boolean, extra?: string) =>
  cx('btn', `btn-${variant}`, wide && 'btn-wide', extra);

/** A button that does something; sends its form unless `type` says otherwise. */
export function Button({ variant = 'primary', icon, iconAfter, wide, className, children, ...rest }: ButtonProps) {
  return (
    <button type="submit" {...rest} className={classOf(variant, wide, className)}>
      {icon && <Icon name={icon} />}
      {children}
      {iconAfter && <Icon name={iconAfter} />}
    </button>
  );
}

/** A link that looks like a button and goes somewhere. */
export function LinkButton({ variant = 'primary', icon, iconAfter, wide, className, children, ...rest }: LinkButtonProps) {
  return (
    <a {...rest} className={classOf(variant, wide, className)}>
      {icon && <Icon name={icon} />}
      {children}
      {iconAfter && <Icon name={iconAfter} />}
    </a>
  );
}
