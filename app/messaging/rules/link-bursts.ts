/** Remembers for a short while which links each place has opened. */
export interface LinkBursts {
  /** Notes that a place opens a link. @returns true when it opens more at once than a person does, and for a minute after that */
  note(place: string, link: string, now: number): boolean;
}

const atOnce = 3;
const second = 1_000;
const minute = 60_000;
const remembered = 10_000;

/** A scanner opens all links that it finds within a moment; a person opens one. A memory of one process, bounded, and forgotten with it. */
export function createLinkBursts(): LinkBursts {
  const opened = new Map<string, { links: Map<string, number>; shutUntil: number }>();
  return {
    note(place, link, now) {
      const known = opened.get(place) ?? { links: new Map<string, number>(), shutUntil: 0 };
      // Moved to the end: what was not heard of for longest is forgotten first.
      opened.delete(place);
      opened.set(place, known);
      for (const [other, at] of known.links) if (now - at >= second) known.links.delete(other);
      known.links.set(link, now);
      if (known.links.size > atOnce) known.shutUntil = now + minute;
      for (const [oldest] of opened) {
        if (opened.size <= remembered) break;
        opened.delete(oldest);
      }
      return now < known.shutUntil;
    },
  };
}
