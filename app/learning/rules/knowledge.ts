import type { GroupShare } from './retention.ts';

/** The topics that need help first, among those of which something may be told: the lowest told share first, and of equals the earlier in the course, so that the order tells no more than the shares. */
export function weakestTopics<Topic extends GroupShare>(topics: readonly Topic[], count: number): Topic[] {
  return topics.filter(({ percent }) => percent !== null).toSorted((one, other) => (one.percent ?? 0) - (other.percent ?? 0)).slice(0, count);
}
