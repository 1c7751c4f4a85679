/** What the list of broadcasts says after a deed, by the row that the deed leaves in its person's log. */
const deeds = { planned: 'campaign.plan-slots', removed: 'campaign.unplan-slots', confirmed: 'campaign.confirm-slot', missed: 'campaign.confirm-slot', corrected: 'campaign.correct-broadcast' } as const;
export type SlotsDeed = keyof typeof deeds;
/** `none`: of the chosen ones none was left to confirm. That leaves no row, and claims nothing. */
export const slotsDones = ['none', ...(Object.keys(deeds) as SlotsDeed[])] as const;

/** What was done, in numbers: moments or broadcasts, and what was left out of it or is still to come. */
export interface SlotsDone {
  done: SlotsDeed | 'none';
  count: number;
  rest: number;
  /** Of a plan, at how many places each moment is. */
  places?: number;
}

/** The action under which a deed stands in the log; null for what leaves no row. */
export function slotsAction(done: SlotsDeed | 'none'): string | null {
  return done === 'none' ? null : deeds[done];
}

/** What of an address is so, with the numbers of the log. @param details what her last deed wrote under its action; null when there is no such row */
export function slotsDone(done: SlotsDeed | 'none', details: Record<string, unknown> | null): SlotsDone | null {
  if (done === 'none') return { done, count: 0, rest: 0 };
  const isMissed = details?.['reason'] !== undefined;
  if (!details || (done === 'missed' && !isMissed) || (done === 'confirmed' && isMissed)) return null;
  const number = (name: string, without = 0) => (typeof details[name] === 'number' ? details[name] : without);
  if (done === 'planned') return { done, count: number('moments'), rest: number('rest'), places: number('places') };
  if (done === 'removed') return { done, count: number('places'), rest: 0 };
  return { done, count: number('count', 1), rest: number('rest') };
}
