import type { Tx } from '../../../db/client.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { findReleasedVersion } from '../queries/completion.server.ts';
import { placesOf, readLeaderTree } from '../queries/leaders.server.ts';
import { listOpenDueDays, listOpenEnrollments, type OpenEnrollment } from '../queries/open-enrollments.server.ts';
import { dueWindow, readReminderRules, type ReminderRules } from '../queries/reminder-rules.server.ts';
import { levelOf } from '../rules/escalation.ts';
import { leadersAbove, type LeaderTree } from '../rules/leaders.ts';
import { hoursOn, runAt } from '../rules/reminder-hours.ts';
import type { ReminderPolicy } from '../rules/reminder-policy.ts';
import { writeEscalations, type Escalated } from './write-escalations.server.ts';

/** What a run wrote, and when it has to come again because it was too early today. */
export interface EscalateReport {
  notices: number;
  people: number;
  /** People whom nobody leads. */
  unled: number;
  againAt: Instant | null;
}

interface Run {
  at: Instant;
  today: Day;
  timeZone: string;
  policy: ReminderPolicy;
  rules: ReminderRules;
  tree: LeaderTree;
}

/**
 * Tells leaders who of their staff is late today: one notice for each leader and course. It may run any number of times, also twice at once; before the policy's hour it only says
 * when to come again. A leader who has had her notice of a course today gets the others tomorrow.
 */
export async function escalateDue({ db, clock, timeZone }: Ports): Promise<EscalateReport> {
  const { at, today } = momentOf({ clock, timeZone });
  const rules = await readReminderRules(db);
  const policy = rules.policyOn(today);
  const report: EscalateReport = { notices: 0, people: 0, unled: 0, againAt: null };
  const hours = hoursOn(today, { from: policy.hour, until: policy.until, timeZone });
  const isOpen = runAt(at, hours);
  if (!policy.escalation || isOpen !== 'OPEN') return { ...report, againAt: policy.escalation && isOpen === 'EARLY' ? hours.opens : null };
  const run: Run = { at, today, timeZone, policy, rules, tree: await readLeaderTree(db, { at, today }) };
  const window = dueWindow([policy], today, today, 'escalation');
  const courses = new Set((await listOpenDueDays(db, { at, today, timeZone, ...window, of: 'escalation' })).map(({ courseId }) => courseId));
  for (const courseId of courses) {
    const written = await db.transaction().execute((tx) => escalateCourse(tx, run, courseId));
    report.notices += written.notices;
    report.people += written.people;
    report.unled += written.unled;
  }
  return report;
}

/** Reads again inside: whoever finished in the meantime is not in it any more. */
async function escalateCourse(tx: Tx, { at, today, timeZone, policy, rules, tree }: Run, courseId: string) {
  const open = await listOpenEnrollments(tx, { at, today, timeZone, ...dueWindow([policy], today, today, 'escalation'), courseId, of: 'escalation' });
  const rule = rules.escalationOn(today);
  const due = open.flatMap((enrollment) => {
    const step = rule(enrollment, today);
    return step ? [{ enrollment, step: step.key }] : [];
  });
  if (due.length === 0) return { notices: 0, people: 0, unled: 0 };
  const places = await placesOf(tx, courseId);
  const told = await listToldToday(tx, courseId, today);
  const addressed = due.map(({ enrollment, step }) => addressedTo(enrollment, step, places, policy, tree)).filter(({ leaders }) => !leaders.some((leader) => told.has(leader)));
  const version = await findReleasedVersion(tx, courseId);
  const { slug } = await tx.selectFrom('course').select('slug').where('id', '=', courseId).executeTakeFirstOrThrow();
  return writeEscalations(tx, { course: { id: courseId, slug, title: version?.title ?? slug }, day: today, people: addressed, policy, now: at, timeZone });
}

function addressedTo({ id, userId, dueOn }: OpenEnrollment, step: string, places: ReadonlyMap<string, string>, policy: ReminderPolicy, tree: LeaderTree): Escalated {
  const level = levelOf(step, policy);
  return { enrollmentId: id, step, dueOn, isAbove: level > 0, leaders: leadersAbove({ userId, unitId: places.get(userId) ?? null }, level, tree) };
}

async function listToldToday(tx: Tx, courseId: string, today: Day): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('escalation_notice').select('leader_id').where('course_id', '=', courseId).where('day', '=', today).execute();
  return new Set(rows.map((row) => row.leader_id));
}
