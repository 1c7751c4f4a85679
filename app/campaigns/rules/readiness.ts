import type { Instant } from '../../platform/clock.ts';
import { personalMedia, publicMedia } from './media.ts';

/** What a campaign lacks, with the step that mends it. */
export interface Lack {
  what: 'content' | 'schedule' | 'past' | 'nobody' | 'slots' | 'slots-past' | 'slots-outside' | 'slots-quiet' | 'slots-clash' | 'zalo-drill' | 'answers' | 'unconfigured' | 'unplanned';
  step: 'content' | 'schedule' | 'audience' | 'slots' | 'answers';
  /** Without it nothing can be handed in; the others are worth a second look. */
  isBlocking: boolean;
}
export interface Prepared {
  media: readonly string[];
  /** The channels that this installation can send through; left out, all of them. */
  offered?: readonly string[];
  isDrill: boolean;
  sendAt: Instant | null;
  notAfter: Instant | null;
  now: Instant;
  /** How many people the audience has now. */
  people: number;
  /** The broadcasts that are planned, by medium and moment. */
  plans: readonly { medium: string; startsAt: Instant; isUnexplained?: boolean; clashes?: readonly unknown[] }[];
  /** Some answer that goes with it will not be shown when it is sent. */
  hasUnshown: boolean;
}

/** Everything that keeps a campaign from being handed in, all at once, and what is easily forgotten. */
export function lacksOf({ media, offered = personalMedia, isDrill, sendAt, notAfter, now, people, plans, hasUnshown }: Prepared): Lack[] {
  const isPlanned = (medium: string) => plans.some((plan) => plan.medium === medium);
  const lacks: (Lack | false)[] = [
    media.length === 0 && { what: 'content', step: 'content', isBlocking: true },
    media.includes('MESSAGE') && people === 0 && { what: 'nobody', step: 'audience', isBlocking: true },
    media.length > 0 && !media.includes('MESSAGE') && plans.length === 0 && { what: 'slots', step: 'slots', isBlocking: true },
    sendAt === null && { what: 'schedule', step: 'schedule', isBlocking: true },
    sendAt !== null && sendAt <= now && { what: 'past', step: 'schedule', isBlocking: true },
    plans.some(({ startsAt }) => startsAt <= now) && { what: 'slots-past', step: 'slots', isBlocking: true },
    plans.some(({ startsAt }) => notAfter !== null && startsAt > notAfter) && { what: 'slots-outside', step: 'slots', isBlocking: true },
    plans.some(({ isUnexplained }) => isUnexplained) && { what: 'slots-quiet', step: 'slots', isBlocking: true },
    isDrill && media.includes('ZALO') && { what: 'zalo-drill', step: 'content', isBlocking: true },
    hasUnshown && { what: 'answers', step: 'answers', isBlocking: true },
    plans.some(({ clashes }) => clashes && clashes.length > 0) && { what: 'slots-clash', step: 'slots', isBlocking: false },
    personalMedia.some((medium) => media.includes(medium) && !offered.includes(medium)) && { what: 'unconfigured', step: 'content', isBlocking: false },
    media.includes('MESSAGE') && publicMedia.some((medium) => media.includes(medium) && !isPlanned(medium)) && { what: 'unplanned', step: 'slots', isBlocking: false },
  ];
  return lacks.filter((lack): lack is Lack => lack !== false);
}
