/** A tax code as forms keep it: 10 digits, 10 with a branch number of 3 behind a hyphen, or the 12 digits of a household business. Null for anything else. */
export function taxCodeOf(typed: string): string | null {
  const digits = typed.replace(/[\s.\u2010-\u2015]/g, (sign) => (/[\u2010-\u2015]/.test(sign) ? '-' : ''));
  const match = /^(\d{10})(?:-?(\d{3}))?$/.exec(digits);
  if (match) return match[2] ? `${match[1]}-${match[2]}` : (match[1] ?? null);
  return /^\d{12}$/.test(digits) ? digits : null;
}
