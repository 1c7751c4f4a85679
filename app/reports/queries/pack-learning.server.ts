import type { Db } from '../../../db/client.ts';
import { roundKey, roundsOf, type PackEnrolment, type RoundFacts } from '../rules/pack-learning.ts';
import type { PackScope } from './pack-scope.server.ts';

type Period = Pick<PackScope, 'startsAt' | 'endsAt'>;

export interface PackCertificate {
  userId: string;
  courseId: string;
  round: number;
  number: string;
  issuedAt: string;
  validUntil: string | null;
  /** As it was at the end of the period: what was revoked later was valid then. */
  revokedAt: string | null;
  revokedReason: string | null;
}

/** What some people did in their courses, as it stood at the end of the period. */
export interface LearningOf {
  enrolments: PackEnrolment[];
  rounds: ReadonlyMap<string, RoundFacts>;
  scores: ReadonlyMap<string, number>;
  certificates: ReadonlyMap<string, PackCertificate>;
}

/** Reads it for a few hundred people at once. */
export async function learningOf(db: Db, ids: readonly string[], period: Period): Promise<LearningOf> {
  const certificates = await listCertificates(db, ids, period);
  return {
    enrolments: await listEnrolments(db, ids, period),
    rounds: roundsOf(await listFacts(db, ids, period)),
    scores: await finalScores(db, ids, period),
    certificates: new Map(certificates.map((one) => [roundKey(one.userId, one.courseId, one.round), one])),
  };
}

/** Enrolments that were in force on some day of the period. */
async function listEnrolments(db: Db, ids: readonly string[], { startsAt, endsAt }: Period): Promise<PackEnrolment[]> {
  const rows = await db
    .selectFrom('enrollment as e')
    .leftJoin('enrollment as n', (join) => join.onRef('n.renews_id', '=', 'e.id').on('n.enrolled_at', '<', endsAt))
    .select(['e.id', 'e.user_id as userId', 'e.course_id as courseId', 'e.round', 'e.is_mandatory as isMandatory', 'e.enrolled_at as enrolledAt', 'e.due_on as dueOn', 'e.cancelled_at as cancelledAt', 'n.id as nextId'])
    .where('e.user_id', 'in', ids)
    .where('e.enrolled_at', '<', endsAt)
    .where((where) => where.or([where('e.cancelled_at', 'is', null), where('e.cancelled_at', '>=', startsAt)]))
    .orderBy('e.course_id')
    .orderBy('e.round')
    .orderBy('e.enrolled_at')
    .execute();
  return rows.map(({ nextId, isMandatory, cancelledAt, ...row }) => ({ ...row, isMandatory: isMandatory === 1, cancelledAt: cancelledAt !== null && cancelledAt < endsAt ? cancelledAt : null, isRenewed: nextId !== null }));
}

async function listFacts(db: Db, ids: readonly string[], { endsAt }: Period) {
  return db
    .selectFrom('progress_event')
    .select(['user_id as userId', 'course_id as courseId', 'verb', 'occurred_at as at', 'result'])
    .where('user_id', 'in', ids)
    .where('verb', 'in', ['lesson.opened', 'lesson.completed', 'attempt.started', 'course.renewed', 'course.completed'])
    .where('occurred_at', '<', endsAt)
    .orderBy('seq')
    .execute();
}

/** The best final of each round. */
async function finalScores(db: Db, ids: readonly string[], { endsAt }: Period): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('attempt as t')
    .innerJoin('assessment_version as v', 'v.id', 't.assessment_version_id')
    .select((select) => ['t.user_id as userId', 't.course_id as courseId', 't.round', select.fn.max('t.score').as('score')])
    .where('t.user_id', 'in', ids)
    .where('v.kind', '=', 'FINAL')
    .where('t.submitted_at', '<', endsAt)
    .groupBy(['t.user_id', 't.course_id', 't.round'])
    .execute();
  return new Map(rows.flatMap(({ userId, courseId, round, score }) => (score === null ? [] : [[roundKey(userId, courseId, round), score] as const])));
}

/** Certificates that were issued before the end of the period, the earliest first. */
export async function listCertificates(db: Db, ids: readonly string[], { endsAt }: Pick<Period, 'endsAt'>): Promise<PackCertificate[]> {
  const rows = await db
    .selectFrom('certificate')
    .select(['user_id as userId', 'course_id as courseId', 'round', 'certificate_no as number', 'issued_at as issuedAt', 'valid_until as validUntil', 'revoked_at as revokedAt', 'revoked_reason as revokedReason'])
    .where('user_id', 'in', ids)
    .where('issued_at', '<', endsAt)
    .orderBy('issued_at')
    .orderBy('certificate_no')
    .execute();
  return rows.map((row) => (row.revokedAt !== null && row.revokedAt >= endsAt ? { ...row, revokedAt: null, revokedReason: null } : row));
}

/** Reminders that went to some people on days of the period. */
export async function listReminders(db: Db, ids: readonly string[], { from, to }: Pick<PackScope, 'from' | 'to'>) {
  return db
    .selectFrom('reminder as r')
    .innerJoin('enrollment as e', 'e.id', 'r.enrollment_id')
    .innerJoin('reminder_batch as b', 'b.id', 'r.batch_id')
    .select(['r.day', 'r.step', 'e.user_id as userId', 'e.course_id as courseId', 'b.due_on as dueOn'])
    .where('e.user_id', 'in', ids)
    .where('r.day', '>=', from)
    .where('r.day', '<=', to)
    .orderBy('r.day')
    .orderBy('e.user_id')
    .orderBy('r.step')
    .execute();
}
