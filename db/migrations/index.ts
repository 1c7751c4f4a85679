import { sql } from 'kysely';
import type { Db } from '../client.ts';
import { platform } from './0001-platform.ts';
import { people } from './0002-people.ts';
import { learning } from './0003-learning.ts';
import { peopleAdmin } from './0004-people-admin.ts';
import { auditHead } from './0005-audit-head.ts';
import { messaging } from './0006-messaging.ts';
import { channels } from './0007-channels.ts';
import { campaigns } from './0009-campaigns.ts';
import { push } from './0010-push.ts';
import { receipts } from './0011-receipts.ts';
import { ledgerIndexes } from './0012-ledger-indexes.ts';
import { reminders } from './0013-reminders.ts';
import { campaignPlan } from './0014-campaign-plan.ts';
import { faq } from './0015-faq.ts';
import { answerDesk } from './0016-answer-desk.ts';
import { callDesk } from './0017-call-desk.ts';
import { tickets } from './0018-tickets.ts';
import { gaps } from './0019-gaps.ts';
import { contest } from './0020-contest.ts';
import { judging } from './0021-judging.ts';
import { contestEntries } from './0023-contest-entries.ts';
import { judgingTies } from './0024-judging-ties.ts';
import { contestDeeds } from './0025-contest-deeds.ts';
import { resultsAgain } from './0026-results-again.ts';
import { publicVote } from './0027-public-vote.ts';
import { sending } from './0028-sending.ts';
import { recall } from './0029-recall.ts';
import { itemStatistics } from './0030-item-statistics.ts';
import { renewal } from './0031-renewal.ts';
import { paths } from './0032-paths.ts';
import { lateTies } from './0033-late-ties.ts';
import { reportRoles } from './0034-report-roles.ts';
import { assignmentRules } from './0035-assignment-rules.ts';
import { classes } from './0036-classes.ts';
import { lessonQuestions } from './0037-lesson-questions.ts';
import { monthlyReports } from './0038-monthly-reports.ts';
import { savedReports } from './0039-saved-reports.ts';
import { escalations } from './0040-escalations.ts';
import { inspectionPacks } from './0041-inspection-packs.ts';
import { unitStanding } from './0042-unit-standing.ts';
import { contestTerms } from './0043-contest-terms.ts';
import { broadcastRules } from './0044-broadcast-rules.ts';
import { bodiesAndCommunes } from './0046-bodies-and-communes.ts';
import { extraReviews } from './0048-extra-reviews.ts';
import { attemptGrants } from './0050-attempt-grants.ts';
import { lockedEnrolments } from './0051-locked-enrolments.ts';
import { unitDeeds } from './0052-unit-deeds.ts';
import { processes } from './0053-processes.ts';
import { outsideReaders } from './0055-outside-readers.ts';
import { ticketReplies } from './0056-ticket-replies.ts';
import { contestEnds } from './0057-contest-ends.ts';
import { reportLineWords } from './0059-report-line-words.ts';
import { paceAndPosts } from './0061-pace-and-posts.ts';
import { contestReceipts } from './0063-contest-receipts.ts';
import { adoptionUse } from './0064-adoption-use.ts';
import { formerTokens } from './0068-former-tokens.ts';
import { askedOn } from './0069-asked-on.ts';
import { plannedLimitations } from './0071-planned-limitations.ts';
import { stoppedEvidence } from './0073-stopped-evidence.ts';
import { pairReasons } from './0074-pair-reasons.ts';
import { recognitionRequests } from './0076-recognition-requests.ts';
import { scannedEvidence } from './0078-scanned-evidence.ts';

/** One step of the schema. Steps are only ever added; each runs once, in one transaction. */
export interface Migration {
  name: string;
  statements: readonly string[];
}

export const migrations: readonly Migration[] = [platform, people, learning, peopleAdmin, auditHead, messaging, channels, campaigns, push, receipts, ledgerIndexes, reminders, campaignPlan, faq, answerDesk, callDesk, tickets, gaps, contest, judging, contestEntries, judgingTies, contestDeeds, resultsAgain, publicVote, sending, recall, itemStatistics, renewal, paths, lateTies, reportRoles, assignmentRules, classes, lessonQuestions, monthlyReports, savedReports, escalations, inspectionPacks, unitStanding, contestTerms, broadcastRules, bodiesAndCommunes, extraReviews, attemptGrants, lockedEnrolments, unitDeeds, processes, outsideReaders, ticketReplies, contestEnds, reportLineWords, paceAndPosts, contestReceipts, adoptionUse, formerTokens, askedOn, plannedLimitations, stoppedEvidence, pairReasons, recognitionRequests, scannedEvidence];

/**
 * Brings the database to the newest schema.
 * @returns the names of the steps that ran now
 * @throws Error when the database was made by a newer program
 */
export async function migrate(db: Db): Promise<string[]> {
  await sql`create table if not exists schema_migration (name text primary key, ran_at text not null) strict`.execute(db);
  const { rows } = await sql<{ name: string }>`select name from schema_migration`.execute(db);
  const ran = new Set(rows.map((row) => row.name));
  const unknown = [...ran].filter((name) => !migrations.some((step) => step.name === name));
  if (unknown.length > 0) throw new Error(`The database was made by a newer version of the program (${unknown.join(', ')}). Install that version or restore an older backup.`);
  const done: string[] = [];
  for (const step of migrations) if (!ran.has(step.name) && (await run(db, step))) done.push(step.name);
  return done;
}

/** Runs one step unless another process has run it in the meantime: a web server and a worker may start together. */
async function run(db: Db, step: Migration): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql`select 1 from schema_migration where name = ${step.name}`.execute(tx);
    if (rows.length > 0) return false;
    for (const statement of step.statements) await sql.raw(statement).execute(tx);
    await sql`insert into schema_migration (name, ran_at) values (${step.name}, ${new Date().toISOString()})`.execute(tx);
    return true;
  });
}
