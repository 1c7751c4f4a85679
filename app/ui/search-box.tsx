/* oxlint-disable jsx-a11y/prefer-tag-over-role -- old browsers do not know <search> */
import type { ReactNode } from 'react';
import { cx } from './classes.ts';
import { Icon } from './icon.tsx';

export interface SearchBoxProps {
  action: string; label: string; button: string; name?: string; value?: string; placeholder?: string; large?: boolean; id?: string; children?: ReactNode;
}

/** Marked letters take up to nine signs each in an address, and servers take no address of any length: more than this is cut while it is pasted. */
const most = 500;

/** One box to find things; `children` are hidden fields that travel with it. */
export function SearchBox({ action, label, button, name = 'q', value, placeholder, large, id = 'search', children }: SearchBoxProps) {
  return (
    <form className={cx('search', large && 'search-large')} role="search" action={action} method="get" aria-label={label}>
      <label className="sr-only" htmlFor={id}>{label}</label>
      <Icon name="search" />
      <input type="search" id={id} name={name} defaultValue={value} placeholder={placeholder} maxLength={most} autoComplete="off" enterKeyHint="search" />
      {children}
      <button type="submit" className={large ? 'btn btn-primary' : 'search-go'}>{large ? button : <Icon name="arrow-right" label={button} />}</button>
    </form>
  );
}
