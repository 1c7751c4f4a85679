const product = 'hoc06';
const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' };
const written = new Map(Object.entries(signs).map(([sign, reference]) => [reference, sign]));

/** What the window of a page says: its own words, then of what it is a page. “Pause” and “Version 2” are pages of many things; the trail to a page knows of which. */
export function documentTitle(own: string, trail: readonly string[]): string {
  const above = trail.slice(0, -1);
  // The name of the list above says less than the page's own place in the trail.
  const parts = own && !above.includes(own) ? [own] : [];
  for (const name of trail.toReversed()) {
    if (parts.some((part) => part.includes(name))) continue;
    const at = parts.findIndex((part) => name.startsWith(part));
    if (at === -1) parts.push(name);
    else parts[at] = name;
  }
  return [...parts, product].join(' – ');
}

/** Puts the trail that a page has drawn into the title of its document, which stands before it. */
export function titleByTrail(markup: string, trail: readonly string[]): string {
  if (trail.length === 0) return markup;
  return markup.replace(/<title>(?:([^<]*) – )?hoc06<\/title>/, (_whole, own: string | undefined) => {
    const plain = (own ?? '').replace(/&(?:amp|lt|gt|quot|#x27);/g, (reference) => written.get(reference) ?? reference);
    return `<title>${documentTitle(plain, trail).replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)}</title>`;
  });
}
