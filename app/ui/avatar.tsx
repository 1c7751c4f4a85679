import { cx } from './classes.ts';

export interface AvatarProps { name: string; size?: 'small' | 'middle' | 'large' }

/** First letters of the last two words: a Vietnamese name ends with the name that people use. */
export const initialsOf = (name: string): string =>
  name.normalize('NFC').trim().split(/\s+/).slice(-2).map((word) => [...word][0] ?? '').join('').toLocaleUpperCase('vi');

/** Initials in a circle; decoration, because the name stands beside it. */
export function Avatar({ name, size = 'middle' }: AvatarProps) {
  return <span className={cx('avatar', `avatar-${size}`)} aria-hidden="true">{initialsOf(name)}</span>;
}
