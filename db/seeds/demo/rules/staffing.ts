import type { PositionTitle } from '../../organisation/load-people.ts';
import type { Random } from './random.ts';

/** The posts of one unit: the head first, a deputy from three people on, then whoever does the work. */
export function postsOf(titles: readonly PositionTitle[], size: number, random: Random): PositionTitle[] {
  const posts: PositionTitle[] = [];
  const held = new Map<PositionTitle, number>();
  const take = (title: PositionTitle | undefined): void => {
    if (!title) return;
    posts.push(title);
    held.set(title, (held.get(title) ?? 0) + 1);
  };
  const head = titles.find((title) => title.leader && title.max === 1);
  if (size > 0) take(head);
  if (size > 2) take(titles.find((title) => title.leader && title !== head));
  while (posts.length < size) {
    const free = titles.filter((title) => (held.get(title) ?? 0) < (title.max ?? Number.MAX_SAFE_INTEGER));
    if (free.length === 0) throw new Error(`There are posts for ${posts.length} people only, not for ${size}.`);
    take(random.weighted(free, (title) => title.weight));
  }
  return posts;
}

/** A post of somebody who came or went: never a leading one, and of her own category when the unit has one. */
export function ordinaryPost(titles: readonly PositionTitle[], category: PositionTitle['category'], random: Random): PositionTitle | undefined {
  const ordinary = titles.filter((title) => !title.leader && title.max !== 1);
  const own = ordinary.filter((title) => title.category === category);
  const choice = own.length > 0 ? own : ordinary;
  return choice.length > 0 ? random.weighted(choice, (title) => title.weight) : undefined;
}
