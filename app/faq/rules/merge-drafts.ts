/** A draft as its form shows it, field by field. */
export type Typed = Readonly<Record<string, string>>;
/** A field that somebody else changed since the page was opened. */
export interface Overlap {
  field: string;
  before: string;
  after: string;
  /** Both changed it, so the form keeps hers and somebody has to decide. */
  isContested: boolean;
}

/**
 * Puts two people's changes of one draft together. What only the other one changed is taken over, what only she changed stays, and where both wrote her
 * words stay in the form with the other's change beside them: nothing of either is lost.
 */
export function mergeDrafts(base: Typed, theirs: Typed, hers: Typed): { values: Record<string, string>; overlaps: Overlap[] } {
  const values: Record<string, string> = {};
  const overlaps: Overlap[] = [];
  for (const field of Object.keys(theirs)) {
    const [before = '', after = ''] = [base[field], theirs[field]];
    const own = hers[field] ?? before;
    const isHers = same(own, before) === false;
    values[field] = isHers ? own : after;
    if (!same(before, after)) overlaps.push({ field, before, after, isContested: isHers && !same(own, after) });
  }
  return { values, overlaps };
}

/** Lines and spaces at the ends do not make a difference that anybody meant. */
function same(a: string, b: string): boolean {
  return tidy(a) === tidy(b);
}

const tidy = (text: string) => text.replace(/\r\n?/g, '\n').split('\n').map((line) => line.trim()).join('\n').trim();
