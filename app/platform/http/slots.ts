/** Puts prepared markup where a page left `<slot data-slot="name"></slot>`; unknown slots stay empty. */
export function fillSlots(markup: string, slots: ReadonlyMap<string, string>): string {
  if (slots.size === 0) return markup;
  return markup.replace(/<slot data-slot="([\w-]+)"><\/slot>/g, (_whole, name: string) => slots.get(name) ?? '');
}
