import { fewestPeople } from './retention.ts';

/** A group of people within a larger one. */
export interface PartOf {
  id: string;
  people: number;
}

/**
 * Which parts of a group that is told of may be told of themselves. Parts of fewer than ten people never; and when all that is left beside the told parts would be fewer than ten people, the
 * smallest of the told parts is kept back as well, because what is left could be found by subtracting. Whoever sits in the whole and in no part is in what is left.
 */
export function toldParts(whole: number, parts: readonly PartOf[]): ReadonlySet<string> {
  const large = parts.filter(({ people }) => people >= fewestPeople).toSorted((one, other) => one.people - other.people || (one.id < other.id ? -1 : 1));
  const left = whole - large.reduce((sum, { people }) => sum + people, 0);
  const keptBack = left > 0 && left < fewestPeople ? 1 : 0;
  return new Set(large.slice(keptBack).map(({ id }) => id));
}
