import type { MetaFunction } from '@remix-run/react';
import type { Locale } from './messages.ts';

type Data<Loader> = Parameters<MetaFunction<Loader>>[0]['data'];

/** A page's document title in the reader's language; what its loader gave is at hand. */
export function titled<Loader = unknown>(say: (locale: Locale, data: Data<Loader>) => string): MetaFunction<Loader> {
  return ({ matches, data }) => {
    const root = matches.find((match) => match.id === 'root')?.data as { locale?: Locale } | undefined;
    return [{ title: `${say(root?.locale ?? 'vi', data)} – hoc06` }];
  };
}
