import { createContext, useContext, type ReactNode } from 'react';
import { defineFormats, type Formats } from './formats.ts';
import type { Catalogue, Locale, Messages, Say } from './messages.ts';

interface Reader {
  locale: Locale;
  formats: Formats;
}
const ReaderContext = createContext<Reader>({ locale: 'vi', formats: defineFormats('vi', 'Asia/Ho_Chi_Minh') });

/** Sets the reader's language and time zone for everything below. */
export function ReaderProvider(props: { locale: Locale; timeZone: string; children: ReactNode }) {
  return <ReaderContext.Provider value={{ locale: props.locale, formats: defineFormats(props.locale, props.timeZone) }}>{props.children}</ReaderContext.Provider>;
}

/** The texts of one catalogue in the reader's language: `const t = useText(messages); t('key', { n })`. */
export function useText<C extends Catalogue>(messages: Messages<C>): Say<C> {
  return messages.in(useContext(ReaderContext).locale);
}

/** Dates and numbers as the reader writes them. */
export function useFormats(): Formats {
  return useContext(ReaderContext).formats;
}

/** The reader's language. */
export function useLocale(): Locale {
  return useContext(ReaderContext).locale;
}
