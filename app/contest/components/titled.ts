import type { MetaFunction } from '@remix-run/react';
import type { Locale } from '../../platform/i18n/messages.ts';

/** A page's document title in the reader's language; what its loader gave is at hand. */
export function titledContest(say: (locale: Locale, data: unknown) => string): MetaFunction {
  return ({ matches, data }) => {
    const root = matches.find((match) => match.id === 'root')?.data as { locale?: Locale } | undefined;
    return [{ title: `${say(root?.locale ?? 'vi', data)} – hoc06` }];
  };
}
