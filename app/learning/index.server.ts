/** Front door of learning for the server, jobs and other features. */
export { autoSubmit } from './commands/auto-submit.server.ts';
export { checkCourses } from './publishing/course-report.ts';
export { readModels } from './content/read-models.server.ts';
export { publishAll, type PublishAllOptions, type PublishOutcome } from './commands/publish-all.server.ts';
export { openRenewals } from './commands/open-renewals.server.ts';
export { remindDue, type RemindReport } from './commands/remind-due.server.ts';
export { remindSelected } from './commands/remind-selected.server.ts';
export { reminderPolicy, type ReminderPolicy } from './rules/reminder-policy.ts';
export { remindersDue, stepsOf, type ReminderFacts } from './rules/reminders.ts';
export { writeReminders, type ReminderBatch } from './commands/write-reminders.server.ts';
export { withdrawReminders } from './commands/withdraw-reminders.server.ts';
export { releaseCourseVersion, type Releaser } from './commands/release-course-version.server.ts';
export { settleRelease } from './commands/settle-release.server.ts';
export { findLearning, type FoundLearning } from './queries/find-learning.server.ts';
export { createBeacon } from './beacon.server.ts';
export { rebuildProgress } from './commands/rebuild-progress.server.ts';
export { describeDifference, listProgressDifferences } from './queries/progress-differences.server.ts';

// What seeds need to make a past that the program itself could have lived through.
export { signCertificate } from './certificate-integrity.server.ts';
export { saveAnswer } from './commands/save-answer.server.ts';
export { startAttempt } from './commands/start-attempt.server.ts';
export { submitAttempt } from './commands/submit-attempt.server.ts';
export { projectionTables } from './progress-projection.server.ts';
export { certificateDay, codeAlphabet, codeLength, groupCode, numberAfter, validUntil, type CertificateFacts } from './rules/certificate.ts';
export { courseScore } from './rules/completion.ts';
export { drawQuestions, type BankEntry } from './rules/draw-questions.ts';
export type { CourseSettings, LessonBody } from './rules/lesson-body.ts';
export type { ProgressEvent, ProgressFact } from './rules/progress.ts';
export { replay } from './rules/replay.ts';
export { fieldsOfResponse } from './rules/question-response.ts';
export type { BlueprintRow, QuestionBody, QuestionLevel, QuestionResponse } from './rules/question.ts';
export { drillFields, type DrillBody, type DrillGiven, type LessonDrill } from './rules/drill.ts';
export { writeAnswer } from './rules/drill-answer.ts';
export { markDrill } from './rules/mark-drill.ts';
export { solveDrill } from './rules/solve-drill.ts';
export { scoreAttempt, scoreQuestion } from './rules/score-question.ts';
export { shownOrder } from './rules/shuffle.ts';
