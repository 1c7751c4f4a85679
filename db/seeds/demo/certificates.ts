import { certificateDay, type CertificateFacts, codeAlphabet, codeLength, groupCode, numberAfter, type ProgressEvent, signCertificate, validUntil } from '../../../app/learning/index.server.ts';
import type { NewRow } from '../bulk.ts';
import { isOn } from '../organisation/period.ts';
import type { Unit } from '../organisation/schema.ts';
import type { CourseHistory } from './history.ts';
import type { DemoPerson } from './population.ts';
import { randomFor, type Random } from './rules/random.ts';

export interface IssuedCertificate {
  row: NewRow<'certificate'>;
  event: ProgressEvent;
}

/** The letters of certificate numbers when no setting says otherwise. */
const series = 'NB';

/** Numbers the certificates of everybody who completed a course, in the order of time, and signs them. */
export function issueCertificates(histories: readonly CourseHistory[], units: readonly Unit[], secret: string): IssuedCertificate[] {
  const random = randomFor('certificates');
  const unitByKey = new Map(units.map((unit) => [unit.key, unit]));
  const lastOfYear = new Map<string, string>();
  const due = histories.filter((history) => history.completed !== null).toSorted((a, b) => (a.completed?.atMs ?? 0) - (b.completed?.atMs ?? 0));
  return due.map((history) => {
    const issuedAt = new Date(history.completed?.atMs ?? 0).toISOString();
    const day = certificateDay(issuedAt);
    const number = numberAfter(lastOfYear.get(day.slice(0, 4)) ?? null, series, day.slice(0, 4));
    lastOfYear.set(day.slice(0, 4), number);
    const { person, course } = history;
    const facts: CertificateFacts = {
      id: random.id(Date.parse(issuedAt)),
      certificate_no: number,
      verify_code: drawCode(random),
      user_id: person.id,
      course_id: course.courseId,
      course_version_id: course.versionId,
      course_title: course.title,
      full_name: person.fullName,
      unit_name: unitNameOn(person, day, unitByKey),
      score: history.completed?.score ?? 0,
      periods: course.settings.periods,
      issued_at: issuedAt,
      valid_until: validUntil(day, course.settings.certificateValidMonths),
      revoked_at: null,
      revoked_reason: null,
      replaces_id: null,
    };
    return {
      row: { ...facts, integrity_code: signCertificate(secret, facts), revoked_by: null },
      event: { verb: 'certificate.issued', objectType: 'certificate', objectId: facts.id, userId: person.id, courseId: course.courseId, occurredAt: issuedAt, result: { number } },
    };
  });
}

/** Her unit with the unit above it, as the program prints it. */
export function unitNameOn(person: DemoPerson, day: string, unitByKey: ReadonlyMap<string, Unit>): string {
  const stay = person.stays.find((one) => one.from <= day && (one.until === null || day < one.until));
  const unit = stay && unitByKey.get(stay.unitKey);
  const above = unit?.parent.find((link) => isOn(link, day))?.key;
  const nameOf = (one: Unit | undefined): string[] => one?.names.filter((name) => isOn(name, day)).map((name) => name.name) ?? [];
  return [...nameOf(unit), ...nameOf(above === undefined ? undefined : unitByKey.get(above))].join(', ');
}

function drawCode(random: Random): string {
  return groupCode(Array.from({ length: codeLength }, () => codeAlphabet[random.int(0, codeAlphabet.length - 1)]).join(''));
}
