import type { Db } from '../../../db/client.ts';
import { listUnitsInScope, unitIdsUnder, unitScopeOf, type UnitScope } from '../../people/index.server.ts';
import type { Actor } from '../../people/actor.ts';
import { covers, grantsOf } from '../../people/policy.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { daysBetween, plusDays } from '../../platform/days.ts';
import { AppError } from '../../platform/errors.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { instantOf } from '../../platform/local-time.ts';
import { platformMessages } from '../../platform/messages.ts';
import { remindJob } from '../jobs.ts';
import { foresee, type PlannedStep } from '../rules/reminders.ts';
import { listOpenEnrollments, type OpenEnrollment } from './open-enrollments.server.ts';
import { dueWindow, readReminderRules, type ReminderRules } from './reminder-rules.server.ts';

export interface Reading {
  at: Instant;
  today: Day;
  timeZone: string;
}

/**
 * The units that an administrator of reminders looks at: those of her rights, or of them one unit with everything below it.
 * @throws AppError not-found for a unit outside her rights
 */
export async function reminderScope(db: Db, actor: Actor, unit: string | undefined, today: Day): Promise<UnitScope> {
  const scope = await unitScopeOf(db, grantsOf(actor, 'TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN'), today);
  if (unit === undefined) return scope;
  const under = covers(scope, unit) ? await unitIdsUnder(db, unit, today) : [];
  if (under.length === 0) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return new Set(under);
}

/** Units for narrowing: the upper two levels of her rights, and the chosen one. */
export async function reminderUnits(db: Db, actor: Actor, unit: string | undefined, today: Day) {
  const units = await listUnitsInScope(db, grantsOf(actor, 'TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN'), today);
  return units.filter(({ id, depth }) => depth <= 1 || id === unit);
}

/** The day of the next run of a job of reminders: what is planned begins there. */
export async function firstRunDay(db: Db, { at, today, timeZone }: Reading, { policyOn }: ReminderRules, { name }: { name: string } = remindJob): Promise<Day> {
  const job = await db.selectFrom('job').select('run_at').where('name', '=', name).where('state', 'in', ['QUEUED', 'RUNNING']).orderBy('run_at').executeTakeFirst();
  const next = job ? dayIn(timeZone, new Date(job.run_at > at ? job.run_at : at)) : today;
  return next === today && at >= instantOf(`${today}T${policyOn(today).until}`, timeZone) ? plusDays(today, 1) : next;
}

export interface ForeseenReminder {
  enrollment: OpenEnrollment;
  step: PlannedStep;
}

interface Foresight {
  from: Day;
  to: Day;
  units: UnitScope;
  of?: 'reminder' | 'escalation';
}

/** What one person will be told of one course. People with the same due day and past share the list. */
export interface ForeseenSteps {
  enrollment: OpenEnrollment;
  steps: readonly PlannedStep[];
}

/** Every reminder, or every escalation, that will be written from one day to another. */
export async function foreseeReminders(db: Db, reading: Reading, rules: ReminderRules, foresight: Foresight): Promise<ForeseenReminder[]> {
  return (await foreseeSteps(db, reading, rules, foresight)).flatMap(({ enrollment, steps }) => steps.map((step) => ({ enrollment, step })));
}

/**
 * The same by person and course: as things stand, as long as nobody finishes and the machine runs, by the same rule as the nightly run, walked day by day.
 */
export async function foreseeSteps(db: Db, reading: Reading, rules: ReminderRules, { from, to, units, of = 'reminder' }: Foresight): Promise<ForeseenSteps[]> {
  if (to < from) return [];
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, at) => plusDays(from, at));
  const enrollments = await listOpenEnrollments(db, { ...reading, ...dueWindow(days.map(rules.policyOn), from, to, of), units, of });
  // Most people share their due day and their past: the rule walks once for all of them.
  const known = new Map<string, PlannedStep[]>();
  return enrollments.map((enrollment) => {
    const key = `${enrollment.dueOn} ${enrollment.enrolledOn} ${enrollment.sent.map(({ step, day, dueOn }) => `${step} ${day} ${dueOn}`).join()}`;
    const steps = known.get(key) ?? foresee(enrollment, days, of === 'reminder' ? rules.ruleOn : rules.escalationOn);
    known.set(key, steps);
    return { enrollment, steps };
  });
}

/** Rules, and the names of courses by id. */
export async function readPlanning(db: Db) {
  const rows = await db.selectFrom('course as c').innerJoin('course_version as v', 'v.course_id', 'c.id').select(['c.id', 'c.slug', 'v.title']).where('v.released_at', 'is not', null).where('v.superseded_at', 'is', null).orderBy('v.title').execute();
  return { rules: await readReminderRules(db), courses: new Map(rows.map((row) => [row.id, row])) };
}
