import type { Day, Instant } from '../../platform/clock.ts';
import { dayIn } from '../../platform/i18n/formats.ts';

/** The days on an official paper are Vietnam's days, wherever the reader's screen is. */
export const certificateZone = 'Asia/Ho_Chi_Minh';

/** What a certificate says and what it is worth, as stored. */
export interface CertificateFacts {
  id: string;
  certificate_no: string;
  verify_code: string;
  user_id: string;
  course_id: string;
  course_version_id: string;
  course_title: string;
  full_name: string;
  unit_name: string;
  score: number;
  periods: number;
  issued_at: Instant;
  /** The last day on which it is valid; null when it never ends. */
  valid_until: Day | null;
  revoked_at: Instant | null;
  revoked_reason: string | null;
  replaces_id: string | null;
}

/** Why staff takes a certificate back. */
export const withdrawalReasons = ['ISSUED_IN_ERROR', 'RULES_BROKEN', 'OTHER'] as const;
export type WithdrawalReason = (typeof withdrawalReasons)[number];
/** Every class of reason in `revoked_reason`; the words of staff are in the audit log, never on the public page. */
export const endReasons = [...withdrawalReasons, 'REPLACED', 'RENEWED'] as const;
export type EndReason = (typeof endReasons)[number];

export type CertificateStatus = 'VALID' | 'EXPIRED' | 'REVOKED';

/** The calendar day of an instant, as printed on certificates. */
export function certificateDay(at: Instant | Date): Day {
  return dayIn(certificateZone, new Date(at));
}

/** What a certificate is worth on a day. One that ran out and was then renewed ran out; it was never taken back. */
export function statusOn(certificate: Pick<CertificateFacts, 'valid_until' | 'revoked_at' | 'revoked_reason'>, today: Day): CertificateStatus {
  if (certificate.revoked_at !== null) return certificate.revoked_reason === 'RENEWED' ? 'EXPIRED' : 'REVOKED';
  return certificate.valid_until !== null && certificate.valid_until < today ? 'EXPIRED' : 'VALID';
}

/** The class of the reason; a text of before the classes counts as OTHER. */
export function endReasonOf(revokedReason: string | null): EndReason | null {
  if (revokedReason === null) return null;
  return endReasons.find((known) => known === revokedReason) ?? 'OTHER';
}

/** The same day of the month so many calendar months later, or the month's last day when it has no such day. */
export function plusMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const target = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(target / 12), target % 12];
  const lastDate = new Date(Date.UTC(toYear, toMonth + 1, 0)).getUTCDate();
  return new Date(Date.UTC(toYear, toMonth, Math.min(date, lastDate))).toISOString().slice(0, 10);
}

/** The last valid day of a certificate issued on a day. */
export function validUntil(issuedOn: Day, months: number | null): Day | null {
  return months === null ? null : plusMonths(issuedOn, months);
}

/** No 0, O, 1, I or L: nobody can misread a code on paper. */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
export const codeLength = 12;

/** `ABCD-EFGH-JKMN` */
export function groupCode(characters: string): string {
  return characters.match(/.{4}/g)?.join('-') ?? characters;
}

export type ReadCode = { ok: true; code: string } | { ok: false; fault: 'empty' | 'length' | 'confusable' | 'character' };

/** Reads a code as people type it: any case, spaces, missing dashes, full-width letters, or the whole address from the QR code. */
export function readCode(typed: string): ReadCode {
  const address = /\/verify\/([^/?#\s]+)/i.exec(typed)?.[1];
  const characters = (address ?? typed).normalize('NFKC').toUpperCase().replace(/[\s\-–—_.·]/gu, '');
  if (characters === '') return { ok: false, fault: 'empty' };
  if (/[01OIL]/.test(characters)) return { ok: false, fault: 'confusable' };
  if ([...characters].some((character) => !codeAlphabet.includes(character))) return { ok: false, fault: 'character' };
  return characters.length === codeLength ? { ok: true, code: groupCode(characters) } : { ok: false, fault: 'length' };
}

const largestNumber = 999_999;

/**
 * The number after the last one of a series and year: `NB-2026-000123`.
 * @throws RangeError after a million certificates in one year, because longer numbers would no longer sort
 */
export function numberAfter(last: string | null, series: string, year: string): string {
  const next = last === null ? 1 : Number(last.slice(-6)) + 1;
  if (next > largestNumber) throw new RangeError(`The series ${series}-${year} is used up.`);
  return `${series}-${year}-${String(next).padStart(6, '0')}`;
}

/** What the integrity code covers, in order. The state is covered too, so that an erased withdrawal shows. */
export function signedFields(row: CertificateFacts): (string | number | null)[] {
  return [
    'certificate-1', row.id, row.certificate_no, row.verify_code, row.user_id, row.course_id, row.course_version_id, row.course_title, row.full_name,
    row.unit_name, row.score, row.periods, row.issued_at, row.valid_until, row.revoked_at, row.revoked_reason, row.replaces_id,
  ];
}
