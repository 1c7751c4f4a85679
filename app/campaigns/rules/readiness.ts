import { publicMedia } from './media.ts';

/** What a campaign lacks, with the step that mends it. */
export interface Lack {
  what: 'content' | 'schedule' | 'past' | 'nobody' | 'slots' | 'unplanned';
  step: 'content' | 'schedule' | 'audience' | 'slots';
  /** Without it nothing can be handed in; the others are worth a second look. */
  isBlocking: boolean;
}
export interface Prepared {
  media: readonly string[];
  sendAt: string | null;
  isPast: boolean;
  /** How many people the audience has now. */
  people: number;
  /** The media for which broadcasts are planned. */
  planned: readonly string[];
}

/** Everything that keeps a campaign from being handed in, all at once, and what is easily forgotten. */
export function lacksOf({ media, sendAt, isPast, people, planned }: Prepared): Lack[] {
  const lacks: (Lack | false)[] = [
    media.length === 0 && { what: 'content', step: 'content', isBlocking: true },
    media.includes('MESSAGE') && people === 0 && { what: 'nobody', step: 'audience', isBlocking: true },
    media.length > 0 && !media.includes('MESSAGE') && planned.length === 0 && { what: 'slots', step: 'slots', isBlocking: true },
    sendAt === null && { what: 'schedule', step: 'schedule', isBlocking: true },
    isPast && { what: 'past', step: 'schedule', isBlocking: true },
    media.includes('MESSAGE') && publicMedia.some((medium) => media.includes(medium) && !planned.includes(medium)) && { what: 'unplanned', step: 'slots', isBlocking: false },
  ];
  return lacks.filter((lack): lack is Lack => lack !== false);
}
