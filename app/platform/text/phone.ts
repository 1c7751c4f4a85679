/** A Vietnamese mobile number in E.164 (+84 and nine digits, prefixes of 2018); null for anything that no SMS can reach. */
export function mobileNumber(raw: string | null): string | null {
  if (raw === null) return null;
  const digits = raw.replace(/[\s.()\u2010-\u2015-]/g, '');
  const own = /^(?:\+84|0084|84|0)([35789]\d{8})$/.exec(digits)?.[1];
  return own ? `+84${own}` : null;
}

/** What others may see of a number in E.164: 09xx xxx 123. */
export function maskedNumber(number: string): string {
  const kept = mobileNumber(number) ?? number;
  return `${kept.startsWith('+84') ? `0${kept.slice(3, 4)}` : ''}xx xxx ${kept.slice(-3)}`;
}

/** A number in E.164 as it is dialled within the country; one that was kept in another form before there was a rule stays a number that can be read. */
export function dialledNumber(number: string): string {
  const kept = mobileNumber(number) ?? number;
  return kept.startsWith('+84') ? `0${kept.slice(3)}` : kept;
}
