import type { Db } from '../../../db/client.ts';
import { covers, type UnitScope } from '../../people/policy.ts';
import type { Day } from '../../platform/clock.ts';
import { instantOf } from '../../platform/local-time.ts';
import { digestJob, escalateJob } from '../jobs.ts';
import { digestDue } from '../rules/digest.ts';
import { levelOf } from '../rules/escalation.ts';
import { leadersAbove } from '../rules/leaders.ts';
import { listDigests, type Digest } from './digests.server.ts';
import { placesOf, readLeaderTree } from './leaders.server.ts';
import { firstRunDay, foreseeReminders, type ForeseenReminder, type Reading } from './reminder-plan.server.ts';
import type { ReminderRules } from './reminder-rules.server.ts';

/** Every escalation from the next run to a day, about people of some units, by the rule of the run itself. */
export async function foreseeEscalations(db: Db, reading: Reading, rules: ReminderRules, { to, units }: { to: Day; units: UnitScope }): Promise<ForeseenReminder[]> {
  const from = await firstRunDay(db, reading, rules, escalateJob);
  return foreseeReminders(db, reading, rules, { from, to, units, of: 'escalation' });
}

/** An escalation with the leaders who would be told. */
export interface AddressedEscalation extends ForeseenReminder {
  leaders: readonly string[];
  isAbove: boolean;
}

/** Who would be told of them on a day, by the leaders of now. */
export async function addressEscalations(db: Db, foreseen: readonly ForeseenReminder[], { at }: Reading, rules: ReminderRules, day: Day): Promise<AddressedEscalation[]> {
  const tree = await readLeaderTree(db, { at, today: day });
  const policy = rules.policyOn(day);
  const places = new Map<string, ReadonlyMap<string, string>>();
  for (const courseId of new Set(foreseen.map(({ enrollment }) => enrollment.courseId))) places.set(courseId, await placesOf(db, courseId));
  return foreseen.map(({ enrollment, step }) => {
    const level = levelOf(step.key, policy);
    const unitId = places.get(enrollment.courseId)?.get(enrollment.userId) ?? null;
    return { enrollment, step, isAbove: level > 0, leaders: leadersAbove({ userId: enrollment.userId, unitId }, level, tree) };
  });
}

/** The digests of a day that leaders of some units would get, as things stand; none on a day that brings none. */
export async function foreseeDigests(db: Db, reading: Reading, rules: ReminderRules, { day, units }: { day: Day; units: UnitScope }): Promise<Digest[]> {
  const policy = rules.policyOn(day);
  const due = digestDue(policy, day, rules.holidays);
  if (!due || !policy.digest) return [];
  const from = await firstRunDay(db, reading, rules, digestJob);
  if (day < from || (due.plannedOn < day && day > from)) return [];
  const [at, plannedAt] = [day, due.plannedOn].map((one) => instantOf(`${one}T${policy.digest?.hour}`, reading.timeZone)) as [string, string];
  const digests = await listDigests(db, { at, day, week: due.week, plannedAt });
  return digests.filter(({ courses, units: tops }) => courses.length > 0 && (units === 'ALL' || tops.some((unit) => covers(units, unit))));
}
