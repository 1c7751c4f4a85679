import { parse, serialize } from 'cookie';
import type { Locale } from '../i18n/messages.ts';
import type { Theme } from './context.ts';

const name = 'hoc06_reader';

/** Language and theme of somebody who has not signed in. */
export function readPreferences(cookieHeader: string | null | undefined): { locale: Locale; theme: Theme } {
  const [locale, theme] = (parse(cookieHeader ?? '')[name] ?? '').split('.');
  return { locale: locale === 'en' ? 'en' : 'vi', theme: theme === 'light' || theme === 'dark' ? theme : 'system' };
}

export function preferencesHeader(reader: { locale: Locale; theme: Theme }, secure: boolean): string {
  return serialize(name, `${reader.locale}.${reader.theme}`, { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: 31_536_000 });
}
