/** The two languages of the product; Vietnamese is the first and the default. */
export type Locale = 'vi' | 'en';
export const locales: readonly Locale[] = ['vi', 'en'];

/** One text in both languages. Errors carry this, so that any layer can say it in the reader's language. */
export type Localised = Readonly<Record<Locale, string>>;

export type Catalogue = Record<string, readonly [vi: string, en: string]>;
type PlaceholderOf<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | PlaceholderOf<Rest> : never;
type ParamsOf<Text extends string> = [PlaceholderOf<Text>] extends [never] ? [] : [params: Record<PlaceholderOf<Text>, string | number>];

/** Says one text of a catalogue; the placeholders that the text names are demanded by its type. */
export type Say<C extends Catalogue> = <K extends keyof C & string>(key: K, ...params: ParamsOf<C[K][0]>) => string;

/** A typed catalogue: `in(locale)` speaks one language, `both(key, params)` serves errors. */
export interface Messages<C extends Catalogue> {
  readonly catalogue: C;
  in(locale: Locale): Say<C>;
  both<K extends keyof C & string>(key: K, ...params: ParamsOf<C[K][0]>): Localised;
}

type LooseSay = (key: string, params?: Record<string, string | number>) => string;

/** Declares a feature's texts as `key: [Vietnamese, English]` with `{placeholders}`. */
export function defineMessages<const C extends Catalogue>(catalogue: C): Messages<C> {
  const speak = (index: 0 | 1): LooseSay => (key, params) => fill(catalogue[key]?.[index] ?? key, params);
  const speakers = { vi: speak(0), en: speak(1) };
  return {
    catalogue,
    in: (locale) => speakers[locale] as Say<C>,
    both: (key, ...params) => ({ vi: speakers.vi(key, params[0]), en: speakers.en(key, params[0]) }),
  };
}

function fill(text: string, params?: Record<string, string | number>): string {
  return params ? text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole)) : text;
}
