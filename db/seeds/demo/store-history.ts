import type { ProgressEvent } from '../../../app/learning/index.server.ts';
import type { Db } from '../../client.ts';
import { insertMany, withoutIndexes, type NewRow } from '../bulk.ts';
import type { IssuedCertificate } from './certificates.ts';
import { foldEvents, noProjections } from './fold-events.ts';
import type { CourseHistory } from './history.ts';
import { randomFor } from './rules/random.ts';

type Say = (line: string) => void;

/** Questions and answers are kept for the tests of the last two months and for the cast: nobody else can sign in to read older ones. */
const answersKeptMs = 60 * 86_400_000;

/** Writes enrollments, ledger, projections, attempts and certificates, one transaction each. */
export async function storeHistory(db: Db, histories: readonly CourseHistory[], certificates: readonly IssuedCertificate[], { nowMs, say }: { nowMs: number; say: Say }): Promise<void> {
  await db.transaction().execute((tx) => insertMany(tx, 'enrollment', histories.map((history) => history.enrollment)));
  await db.transaction().execute((tx) => storeAttempts(tx, histories, { keptFromMs: nowMs - answersKeptMs, say }));
  await db.transaction().execute((tx) => storeProgress(tx, histories, say));
  await db.transaction().execute((tx) => insertMany(tx, 'certificate', certificates.map((certificate) => certificate.row)));
  await db.transaction().execute((tx) => withoutIndexes(tx, 'progress_event', () => storeLedger(tx, histories, certificates, say)));
}

async function storeLedger(db: Db, histories: readonly CourseHistory[], certificates: readonly IssuedCertificate[], say: Say): Promise<void> {
  const events = [...histories.flatMap((history) => history.events.map((event) => ({ event, versionId: history.course.versionId }))), ...certificates.map(({ event }) => ({ event, versionId: '' }))];
  events.sort((a, b) => (a.event.occurredAt < b.event.occurredAt ? -1 : a.event.occurredAt > b.event.occurredAt ? 1 : 0));
  const random = randomFor('ledger');
  let serial = 0;
  const batch = 20_000;
  for (let start = 0; start < events.length; start += batch) {
    const rows = events.slice(start, start + batch).map(({ event, versionId }): NewRow<'progress_event'> => ({
      id: random.id(Date.parse(event.occurredAt)),
      user_id: event.userId,
      verb: event.verb,
      object_type: event.objectType,
      object_id: event.objectId,
      course_id: event.courseId,
      result: JSON.stringify(event.result),
      occurred_at: event.occurredAt,
      recorded_at: event.occurredAt,
      idempotency_key: keyOf(event, versionId) ?? `demo:${(serial += 1)}`,
      source: 'demo',
    }));
    await insertMany(db, 'progress_event', rows);
  }
  say(`  ledger: ${events.length} facts`);
}

/** The keys that the program gives to facts that must not happen twice; a running number for the others. */
function keyOf(event: ProgressEvent, versionId: string): string | undefined {
  switch (event.verb) {
    case 'attempt.started':
    case 'attempt.submitted':
      return `${event.verb}:${event.result.attemptId}`;
    case 'course.completed':
      return `${event.verb}:${event.userId}:${event.courseId}:${versionId}`;
    case 'certificate.issued':
      return `${event.verb}:${event.objectId}`;
    default:
      return undefined;
  }
}

async function storeProgress(db: Db, histories: readonly CourseHistory[], say: Say): Promise<void> {
  const projections = noProjections();
  for (const history of histories) foldEvents(history.events, projections);
  await insertMany(db, 'lesson_progress', byKey(projections.lesson_progress, 'lesson_id'));
  await insertMany(db, 'check_progress', byKey(projections.check_progress, 'lesson_id'));
  await insertMany(db, 'assessment_progress', byKey(projections.assessment_progress, 'assessment_id'));
  await insertMany(db, 'course_progress', byKey(projections.course_progress, 'course_id'));
  say(`  progress: ${projections.lesson_progress.length} lessons, ${projections.check_progress.length} answers in lessons`);
}

/** Rows in the order of their key fill a table without rowid from front to back. */
function byKey<Row extends { user_id: string }>(rows: readonly Row[], second: keyof Row): Row[] {
  return rows.toSorted((a, b) => compare(a.user_id, b.user_id) || compare(String(a[second]), String(b[second])));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function storeAttempts(db: Db, histories: readonly CourseHistory[], { keptFromMs, say }: { keptFromMs: number; say: Say }): Promise<void> {
  const all = histories.flatMap((history) => history.attempts.map((attempt) => ({ attempt, history })));
  all.sort((a, b) => compare(a.attempt.id, b.attempt.id));
  const batch = 2_000;
  for (let start = 0; start < all.length; start += batch) {
    const part = all.slice(start, start + batch);
    await insertMany(db, 'attempt', part.map(({ attempt, history }) => attemptRow(attempt, history)));
    const kept = part.filter(({ attempt, history }) => attempt.startedMs >= keptFromMs || history.person.cast);
    await insertMany(db, 'attempt_question', kept.flatMap(({ attempt }) => questionRows(attempt)));
    await insertMany(db, 'attempt_answer', kept.flatMap(({ attempt }) => answerRows(attempt)));
  }
  say(`  tests: ${all.length} attempts`);
}

type Attempt = CourseHistory['attempts'][number];

function attemptRow(attempt: Attempt, { person, course }: CourseHistory): NewRow<'attempt'> {
  return {
    id: attempt.id,
    user_id: person.id,
    assessment_id: attempt.assessment.id,
    assessment_version_id: attempt.assessment.versionId,
    course_id: course.courseId,
    number: attempt.number,
    seed: attempt.seed,
    started_at: instant(attempt.startedMs),
    due_at: instant(attempt.startedMs + attempt.assessment.minutes * 60_000),
    submitted_at: instant(attempt.submittedMs),
    auto_submitted: attempt.isAuto ? 1 : 0,
    score: attempt.score,
    is_passed: attempt.isPassed ? 1 : 0,
  };
}

function questionRows(attempt: Attempt): NewRow<'attempt_question'>[] {
  return attempt.questions.map((question, at) => ({
    attempt_id: attempt.id,
    position: at + 1,
    question_version_id: question.versionId,
    option_order: JSON.stringify(question.optionOrder),
    flagged_at: question.isFlagged ? instant(question.savedMs) : null,
    points: question.points,
  }));
}

function answerRows(attempt: Attempt): NewRow<'attempt_answer'>[] {
  return attempt.questions.flatMap((question, at) => (question.response === null ? [] : [{
    attempt_id: attempt.id,
    position: at + 1,
    response: JSON.stringify(question.response),
    saved_at: instant(question.savedMs),
    writer: 'demo',
    writer_seq: at + 1,
  }]));
}

function instant(atMs: number): string {
  return new Date(atMs).toISOString();
}
