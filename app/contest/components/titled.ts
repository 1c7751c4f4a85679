import type { MetaFunction } from '@remix-run/react';
import type { Locale } from '../../platform/i18n/messages.ts';

/** A page's document title in the reader's language. */
export function titledContest(say: (locale: Locale) => string): MetaFunction {
  return ({ matches }) => {
    const root = matches.find((match) => match.id === 'root')?.data as { locale?: Locale } | undefined;
    return [{ title: `${say(root?.locale ?? 'vi')} – hoc06` }];
  };
}
