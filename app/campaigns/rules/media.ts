import type { Channel } from '../../messaging/index.ts';

/** Ways to a person, beside the in-app notice that everybody gets. */
export const personalMedia = ['EMAIL', 'PUSH', 'SMS', 'ZALO', 'VNEID'] as const satisfies readonly Channel[];
export type PersonalMedium = (typeof personalMedia)[number];

/** Ways to the public, each with words of its own. */
export const publicMedia = ['LED', 'LOUDSPEAKER', 'POSTER', 'CRAWL'] as const;
export type PublicMedium = (typeof publicMedia)[number];

export type Medium = 'MESSAGE' | PersonalMedium | PublicMedium;

/** Which kind of place shows or plays a medium. */
export const placeKinds = ['LED', 'STATION', 'PANEL', 'BROADCASTER'] as const;
export type PlaceKind = (typeof placeKinds)[number];
export const placeKindFor: Readonly<Record<PublicMedium, PlaceKind>> = { LED: 'LED', LOUDSPEAKER: 'STATION', POSTER: 'PANEL', CRAWL: 'BROADCASTER' };

/** The eight kinds of information of grassroots information work (NĐ 49/2024/NĐ-CP). */
export const informationTypes = ['POLICY', 'LEADERSHIP', 'ECONOMY', 'CULTURE', 'SCIENCE', 'SECURITY', 'EMERGENCY', 'OTHER'] as const;
