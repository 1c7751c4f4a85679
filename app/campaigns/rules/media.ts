import { z } from 'zod';
import type { Channel } from '../../messaging/index.ts';
import { defineSetting } from '../../platform/settings.ts';

/** Ways to a person, beside the in-app notice that everybody gets. */
export const personalMedia = ['EMAIL', 'PUSH', 'SMS', 'ZALO', 'WEBHOOK', 'VNEID'] as const satisfies readonly Channel[];
export type PersonalMedium = (typeof personalMedia)[number];

/** Ways to the public, each with words of its own. */
export const publicMedia = ['LED', 'LOUDSPEAKER', 'POSTER', 'CRAWL', 'POST'] as const;
export type PublicMedium = (typeof publicMedia)[number];

export type Medium = 'MESSAGE' | PersonalMedium | PublicMedium;

/** Which kind of place shows or plays a medium. */
export const placeKinds = ['LED', 'STATION', 'PANEL', 'BROADCASTER', 'PLATFORM'] as const;
export type PlaceKind = (typeof placeKinds)[number];
export const placeKindFor: Readonly<Record<PublicMedium, PlaceKind>> = { LED: 'LED', LOUDSPEAKER: 'STATION', POSTER: 'PANEL', CRAWL: 'BROADCASTER', POST: 'PLATFORM' };

/** Media whose words leave as a sheet for whoever operates the place. */
export const sheetMedia = ['LED', 'CRAWL', 'POST'] as const satisfies readonly PublicMedium[];
export type SheetMedium = (typeof sheetMedia)[number];
export const isSheetMedium = (medium: PublicMedium): medium is SheetMedium => (sheetMedia as readonly string[]).includes(medium);

/** Which broadcasts of a campaign a list shows. */
export const slotViews = ['all', 'overdue', 'missed'] as const;
export type SlotView = (typeof slotViews)[number];

/**
 * The eight kinds of essential information of grassroots information work (NĐ 49/2024/NĐ-CP): policy and law; local projects; politics, economy, culture,
 * society and knowledge; security; emergencies; people to follow; goods and services; the authorities' own direction. The first five were read in two
 * communes' summaries of the decree, the others follow its forerunner (QĐ 52/2016/QĐ-TTg), so whoever uses them compares them with the official text.
 */
export const informationTypes = ['POLICY', 'PROJECTS', 'SOCIETY', 'SECURITY', 'EMERGENCY', 'EXAMPLES', 'GOODS', 'LEADERSHIP'] as const;
export type InformationType = (typeof informationTypes)[number];

/** How fast a bulletin is read to loudspeakers, in syllables a second. */
export const spokenRate = defineSetting({
  key: 'campaigns.spoken-rate',
  value: z.number().min(1).max(8),
  fallback: 3.3,
  legalBasis: 'Tốc độ đọc chậm, rõ trên loa truyền thanh; đài của tỉnh đo và xác nhận',
});

/** Languages of the province's neighbours that a bulletin may also be read in; others can be typed. */
export const minorityLanguages = ['Mường', 'Thái', 'Tày', 'Nùng', 'Mông', 'Dao', 'Khmer', 'Chăm', 'Ê Đê', 'Gia Rai', 'Ba Na', 'Hoa'] as const;

/** A bulletin in another language, which is named. */
export interface Variant {
  language: string;
  text: string;
}
export const mostVariants = 4;
