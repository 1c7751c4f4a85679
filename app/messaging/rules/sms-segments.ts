export interface SmsSize {
  encoding: 'GSM7' | 'UCS2';
  segments: number;
  /** Septets or 16-bit units used; extension characters of GSM-7 count twice. */
  units: number;
}

// 3GPP TS 23.038: the default alphabet, and the characters behind its escape.
const basic = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà');
const extended = new Set('\f^{}\\[~]|€');

/** How many messages a text is for the operator. One letter with a Vietnamese mark turns the whole text into UCS-2: 70 characters instead of 160. */
export function smsSize(text: string): SmsSize {
  const letters = [...text];
  const isGsm = letters.every((letter) => basic.has(letter) || extended.has(letter));
  const weights = letters.map((letter) => (isGsm ? (extended.has(letter) ? 2 : 1) : letter.length));
  const units = weights.reduce((sum, weight) => sum + weight, 0);
  const [alone, joined] = isGsm ? [160, 153] : [70, 67];
  return { encoding: isGsm ? 'GSM7' : 'UCS2', units, segments: units <= alone ? Math.min(1, units) : fill(weights, joined) };
}

/** A character of two units is never cut in half by the border of two segments. */
function fill(weights: readonly number[], limit: number): number {
  let segments = 1;
  let used = 0;
  for (const weight of weights) {
    if (used + weight > limit) {
      segments += 1;
      used = 0;
    }
    used += weight;
  }
  return segments;
}

/** The text without marks and typographic signs: cheaper, and readable on every phone. */
export function withoutMarks(text: string): string {
  const plain = text.replace(/[“”„]/g, '"').replace(/[‘’]/g, "'").replace(/[‐-―]/g, '-').replaceAll('…', '...').replaceAll('\u00a0', ' ');
  return plain.replaceAll('đ', 'd').replaceAll('Đ', 'D').normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}
