import { mobileNumber } from '../../platform/text/phone.ts';

/** A caller's number in E.164: a mobile as messaging knows it, or a Vietnamese landline; null for anything else. */
export function callerNumber(raw: string | null): string | null {
  const mobile = mobileNumber(raw);
  if (mobile) return mobile;
  const digits = (raw ?? '').replace(/[\s.()\u2010-\u2015-]/g, '');
  const own = /^(?:\+84|0084|84|0)(2\d{9})$/.exec(digits)?.[1];
  return own ? `+84${own}` : null;
}
