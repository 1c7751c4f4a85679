/** Markup as text, or encoded already, because it is sent again and again: encoding a page costs as much as the rest of the work on it. */
export type Markup = string | Uint8Array;

/** Markup with places for other markup: what stands between them, encoded, and their names in turn. */
export interface CutMarkup {
  readonly texts: readonly Uint8Array[];
  readonly names: readonly string[];
}

const place = /<slot data-slot="([\w-]+)"><\/slot>/;

/** Puts prepared markup where a page left `<slot data-slot="name"></slot>`; unknown slots stay empty. */
export function fillSlots(markup: string, slots: ReadonlyMap<string, Markup>): string {
  if (slots.size === 0) return markup;
  return markup.replace(new RegExp(place, 'g'), (_whole, name: string) => textOf(slots.get(name) ?? ''));
}

/** Encodes markup that will be sent many times and cuts it where its slots are. */
export function cutMarkup(markup: string): CutMarkup {
  const pieces = markup.split(place);
  return { texts: pieces.filter((_, at) => at % 2 === 0).map(encode), names: pieces.filter((_, at) => at % 2 === 1) };
}

/** The pieces of cut markup with its slots filled; unknown slots stay empty. */
export function filled({ texts, names }: CutMarkup, slots: ReadonlyMap<string, Markup>): Markup[] {
  return texts.flatMap((text, at) => (at === 0 ? [text] : [slots.get(names[at - 1] ?? '') ?? '', text]));
}

/** Markup in UTF-8. */
export function encode(markup: Markup): Uint8Array {
  return typeof markup === 'string' ? Buffer.from(markup) : markup;
}

/** Markup as text. */
export function textOf(markup: Markup): string {
  return typeof markup === 'string' ? markup : Buffer.from(markup.buffer, markup.byteOffset, markup.byteLength).toString();
}
