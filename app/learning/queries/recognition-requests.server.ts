import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { lastDayOf } from '../rules/exemption.ts';
import { requestState, type CopyKind, type RequestState } from '../rules/recognition-request.ts';
import { listAssignableCourses, type CourseChoice } from './assignment-choices.server.ts';
import { isExempt } from './exemptions.server.ts';

/** The copy of a certificate, as long as it is kept. */
export interface RequestCopy {
  id: string;
  name: string;
  kind: CopyKind;
  bytes: number;
  sha256: string;
  isScanned: boolean;
  isErased: boolean;
}

/** A learner's request to have a certificate from elsewhere count instead of a course. */
export interface RecognitionRequest {
  id: string;
  userId: string;
  courseId: string;
  courseTitle: string;
  courseSlug: string;
  title: string;
  number: string;
  issuer: string;
  issuedOn: Day;
  lastDay: Day | null;
  note: string | null;
  revision: number;
  state: RequestState;
  changedAt: Instant;
  submittedAt: Instant | null;
  decidedAt: Instant | null;
  decidedBy: string | null;
  decidedById: string | null;
  reason: string | null;
  /** The last day of the recognition that came of it. */
  countsUntil: Day | null;
  copy: RequestCopy | null;
}

/** Requests with what their course is called now, or was called last. */
export function requestRows(db: Db) {
  return db
    .selectFrom('recognition_request as r')
    .innerJoin('course as c', 'c.id', 'r.course_id')
    .leftJoin('user_account as d', 'd.id', 'r.decided_by')
    .leftJoin('exemption as x', 'x.id', 'r.exemption_id')
    .select(['r.id', 'r.user_id as userId', 'r.course_id as courseId', 'c.slug as courseSlug', 'r.title', 'r.number', 'r.issuer', 'r.issued_on as issuedOn', 'r.last_day as lastDay', 'r.note', 'r.revision', 'r.changed_at as changedAt', 'r.submitted_at as submittedAt', 'r.withdrawn_at as withdrawnAt'])
    .select(['r.decided_at as decidedAt', 'r.decision', 'r.decision_reason as reason', 'd.full_name as decidedBy', 'r.decided_by as decidedById', 'x.valid_to as validTo', 'r.file_id', 'r.file_name', 'r.file_kind', 'r.file_bytes', 'r.file_sha256', 'r.file_scan', 'r.file_erased_at'])
    .select((row) => row.selectFrom('course_version as v').select('v.title').whereRef('v.course_id', '=', 'c.id').where('v.released_at', 'is not', null).orderBy('v.released_at', 'desc').limit(1).as('courseTitle'));
}
type Row = Awaited<ReturnType<ReturnType<typeof requestRows>['execute']>>[number];

export function requestOf({ withdrawnAt, decision, validTo, file_id, file_name, file_kind, file_bytes, file_sha256, file_scan, file_erased_at, ...row }: Row): RecognitionRequest {
  const copy = file_id === null ? null : { id: file_id, name: file_name ?? '', kind: file_kind as CopyKind, bytes: file_bytes ?? 0, sha256: file_sha256 ?? '', isScanned: file_scan === 'CLEAN', isErased: file_erased_at !== null };
  const state = requestState({ submittedAt: row.submittedAt, withdrawnAt, decision: decision as 'ACCEPTED' | 'REFUSED' | null });
  return { ...row, courseTitle: row.courseTitle ?? row.courseSlug, state, copy, countsUntil: validTo === null ? null : lastDayOf({ validTo }) };
}

/** Everything that one person has asked for, the newest first. */
export async function listOwnRequests(db: Db, userId: string): Promise<RecognitionRequest[]> {
  return (await requestRows(db).where('r.user_id', '=', userId).orderBy('r.changed_at', 'desc').orderBy('r.id', 'desc').execute()).map(requestOf);
}

/** @throws AppError not-found for somebody else's */
export async function getOwnRequest(db: Db, userId: string, id: string): Promise<RecognitionRequest> {
  const row = await requestRows(db).where('r.id', '=', id).where('r.user_id', '=', userId).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return requestOf(row);
}

/** The courses for which somebody may ask: neither completed in this round, nor exempted from, nor asked for already. A request that is being edited does not stand in its own way. */
export async function listRequestableCourses(db: Db, userId: string, today: Day, editing?: string): Promise<CourseChoice[]> {
  const closed = await db
    .selectFrom('course as c')
    .leftJoin('course_progress as p', (join) => join.onRef('p.course_id', '=', 'c.id').on('p.user_id', '=', userId))
    .innerJoin('user_account as u', (join) => join.on('u.id', '=', userId))
    .select('c.id')
    .where((where) => where.or([
      where('p.completed_at', 'is not', null),
      isExempt('u.id', 'c.id', today),
      where.exists(where.selectFrom('recognition_request as r').select('r.id').whereRef('r.course_id', '=', 'c.id').where('r.user_id', '=', userId).where('r.id', '<>', editing ?? '').where('r.withdrawn_at', 'is', null).where('r.decided_at', 'is', null)),
    ]))
    .execute();
  const ids = new Set(closed.map(({ id }) => id));
  return (await listAssignableCourses(db)).filter(({ id }) => !ids.has(id));
}
