import type { Channel } from '../../messaging/rules/channels.ts';

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

/** Syllables of a Vietnamese text: words between spaces, without bare punctuation; digits are read one word each group of three. */
export function syllables(text: string): number {
  return text
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .reduce((sum, word) => sum + (/^\p{L}+\P{L}*$/u.test(word) ? 1 : Math.max(1, (word.match(/\p{L}+/gu)?.length ?? 0) + Math.ceil((word.match(/\p{N}/gu)?.length ?? 0)))), 0);
}

/** How long a script takes when read slowly, in whole seconds. */
export function spokenSeconds(text: string, syllablesPerSecond = 3.3): number {
  return Math.ceil(syllables(text) / syllablesPerSecond);
}

/** How many SMS a text takes and in which alphabet: 160 characters (153 in parts) of GSM 03.38, else 70 (67 in parts) of UCS-2. */
export function smsSegments(text: string): { alphabet: 'GSM7' | 'UCS2'; units: number; segments: number } {
  const costs = [...text].map((letter) => (gsmBasic.includes(letter) ? 1 : gsmExtended.includes(letter) ? 2 : null));
  const isGsm = costs.every((cost) => cost !== null);
  const units = isGsm ? costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0) : text.length;
  const [whole, part] = isGsm ? [160, 153] : [70, 67];
  return { alphabet: isGsm ? 'GSM7' : 'UCS2', units, segments: units === 0 ? 0 : units <= whole ? 1 : Math.ceil(units / part) };
}

const gsmBasic = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const gsmExtended = '^{}\\[~]|€\f';
