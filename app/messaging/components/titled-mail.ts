import type { MetaFunction } from '@remix-run/react';
import type { Locale } from '../../platform/i18n/messages.ts';
import { titled } from '../../platform/i18n/titled.ts';

/** A page's document title in the reader's language; none of these pages is for search engines. */
export function titledMail(say: (locale: Locale) => string): MetaFunction {
  return (args) => [...(titled(say)(args) ?? []), { name: 'robots', content: 'noindex, nofollow' }];
}
