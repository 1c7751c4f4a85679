import { z } from 'zod';
import type { Instant } from '../../platform/clock.ts';
import { defineSetting } from '../../platform/settings.ts';
import type { PublicMedium } from './media.ts';

/** Media that are heard or shine at night; a poster hangs still. */
export const quietMedia: readonly PublicMedium[] = ['LED', 'LOUDSPEAKER', 'CRAWL'];

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Between these times nothing is broadcast that is neither urgent nor explained. A station is no phone: a province may set other hours than for messages. */
export const broadcastQuietHours = defineSetting({
  key: 'campaigns.broadcast-quiet-hours',
  value: z.object({ from: time, to: time }),
  fallback: { from: '22:00', to: '07:00' },
  legalBasis: 'Áp dụng tự nguyện như giờ yên tĩnh của tin nhắn; chủ quản xác nhận theo khung giờ phát thanh của địa phương',
});

/** Another broadcast that takes some of the same places at the same time. */
export interface Clash {
  campaignId: string;
  name: string;
  startsAt: Instant;
  /** At how many of the places. */
  places: number;
}

/** A moment that somebody wants to plan, with everything that speaks against it. */
export interface WantedMoment {
  startsAt: Instant;
  isPast: boolean;
  /** It comes after the last moment of its campaign. */
  isOutside: boolean;
  /** The end of the quiet hours in which it lies. */
  quietUntil: Instant | null;
  holiday: { name_vi: string; name_en: string } | null;
  clashes: Clash[];
}

export type Standing = 'past' | 'outside' | 'quiet' | 'clash' | 'free';

/** What somebody has said to what speaks against a plan. */
export interface Said {
  isUrgent: boolean;
  quietReason: string;
  isClashSeen: boolean;
}

/** Whether a moment is planned, or what keeps it from that. Urgent broadcasts pass the quiet hours; nothing passes another broadcast unseen. */
export function standingOf(moment: WantedMoment, { isUrgent, quietReason, isClashSeen }: Said): Standing {
  if (moment.isPast) return 'past';
  if (moment.isOutside) return 'outside';
  if (moment.quietUntil && !isUrgent && !quietReason) return 'quiet';
  return moment.clashes.length > 0 && !isClashSeen ? 'clash' : 'free';
}

/** The clashes of a plan as one text: whoever confirms them confirms these and no others. */
export const clashText = (moments: readonly Pick<WantedMoment, 'startsAt' | 'clashes'>[]): string =>
  moments.flatMap(({ startsAt, clashes }) => clashes.map((clash) => `${startsAt} ${clash.campaignId} ${clash.startsAt} ${clash.places}`)).toSorted().join('\n');
