import type { Tx } from '../../../db/client.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { findReleasedVersion } from '../queries/completion.server.ts';
import { listOpenDueDays, listOpenEnrollments, type OpenEnrollment, type OpenQuestion } from '../queries/open-enrollments.server.ts';
import { dueWindow, readReminderRules } from '../queries/reminder-rules.server.ts';
import { hoursOn, runAt } from '../rules/reminder-hours.ts';
import type { ReminderPolicy } from '../rules/reminder-policy.ts';
import type { ReminderRule } from '../rules/reminders.ts';
import { writeReminders } from './write-reminders.server.ts';

/** What a run wrote, and when it has to come again because it was too early today. */
export interface RemindReport {
  messages: number;
  people: number;
  againAt: Instant | null;
}

interface Run {
  at: Instant;
  today: Day;
  timeZone: string;
  policy: ReminderPolicy;
  rule: ReminderRule;
}

/**
 * Writes the reminders of today, to be sent at once: one message for each course, step and due day. It may run any number of times, also twice at once: whoever has had her step
 * gets nothing more. Before the policy's hour it only says when to come again, so that nobody is written to who finishes early in the morning; after its latest hour it does
 * nothing, and the next morning sends what was missed.
 */
export async function remindDue({ db, clock, timeZone }: Ports): Promise<RemindReport> {
  const { at, today } = momentOf({ clock, timeZone });
  const { policyOn, ruleOn } = await readReminderRules(db);
  const policy = policyOn(today);
  const report: RemindReport = { messages: 0, people: 0, againAt: null };
  const hours = hoursOn(today, { from: policy.hour, until: policy.until, timeZone });
  const isOpen = runAt(at, hours);
  if (isOpen !== 'OPEN') return { ...report, againAt: isOpen === 'EARLY' ? hours.opens : null };
  const run: Run = { at, today, timeZone, policy, rule: ruleOn(today) };
  const question = { at, today, timeZone };
  for (const { courseId, dueOn } of await listOpenDueDays(db, { ...question, ...dueWindow([policy], today, today) })) {
    // Read again inside: whoever finished in the meantime, or was reminded by somebody else, is not in it any more.
    const written = await db.transaction().execute((tx) => remindCourse(tx, run, { ...question, courseId, dueFrom: dueOn, dueTo: dueOn }));
    report.messages += written.length;
    report.people += written.reduce((sum, people) => sum + people, 0);
  }
  return report;
}

/** @returns how many people each message went to */
async function remindCourse(tx: Tx, run: Run, question: OpenQuestion & { courseId: string; dueFrom: Day }): Promise<number[]> {
  const { courseId, dueFrom: dueOn } = question;
  const groups = groupByStep(await listOpenEnrollments(tx, question), run);
  if (groups.length === 0) return [];
  const version = await findReleasedVersion(tx, courseId);
  const { slug } = await tx.selectFrom('course').select('slug').where('id', '=', courseId).executeTakeFirstOrThrow();
  const written: number[] = [];
  for (const { step, isMandatory, people } of groups) {
    const course = { id: courseId, title: version?.title ?? slug, slug };
    const reached = await writeReminders(tx, { course, step, isMandatory, people, dueOn, day: run.today, by: null, policy: run.policy, now: run.at, timeZone: run.timeZone });
    if (reached.length > 0) written.push(reached.length);
  }
  return written;
}

/** Mandatory and voluntary ones go apart: nobody opts out of the first. */
function groupByStep(enrollments: readonly OpenEnrollment[], { rule, today }: Run) {
  const groups = new Map<string, { step: string; isMandatory: boolean; people: { enrollmentId: string; userId: string }[] }>();
  for (const enrollment of enrollments) {
    const step = rule(enrollment, today)?.key;
    if (!step) continue;
    const key = `${step} ${enrollment.isMandatory}`;
    const group = groups.get(key) ?? { step, isMandatory: enrollment.isMandatory, people: [] };
    group.people.push({ enrollmentId: enrollment.id, userId: enrollment.userId });
    groups.set(key, group);
  }
  return [...groups.values()];
}
