import type { Db } from '../../../db/client.ts';
import { covers, type UnitScope } from '../../people/policy.ts';
import type { Day } from '../../platform/clock.ts';
import { instantOf } from '../../platform/local-time.ts';
import { digestJob, escalateJob } from '../jobs.ts';
import { digestDue } from '../rules/digest.ts';
import { levelOf } from '../rules/escalation.ts';
import { leadersAbove } from '../rules/leaders.ts';
import { listDigestsOf, type Digest, type DigestQuestion } from './digests.server.ts';
import { placesOf, readLeaderTree } from './leaders.server.ts';
import { firstRunDay, foreseeSteps, type ForeseenReminder, type ForeseenSteps, type Reading } from './reminder-plan.server.ts';
import type { ReminderRules } from './reminder-rules.server.ts';

/** Every escalation from the next run to a day, about people of some units, by the rule of the run itself. */
export async function foreseeEscalations(db: Db, reading: Reading, rules: ReminderRules, { to, units }: { to: Day; units: UnitScope }): Promise<ForeseenReminder[]> {
  return (await foreseeEscalationSteps(db, reading, rules, { to, units })).flatMap(({ enrollment, steps }) => steps.map((step) => ({ enrollment, step })));
}

/** The same by person and course. */
export async function foreseeEscalationSteps(db: Db, reading: Reading, rules: ReminderRules, { to, units }: { to: Day; units: UnitScope }): Promise<ForeseenSteps[]> {
  const from = await firstRunDay(db, reading, rules, escalateJob);
  return foreseeSteps(db, reading, rules, { from, to, units, of: 'escalation' });
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

/** The digests that leaders of some units would get on each of some days, as things stand; days that bring none are left out. */
export async function foreseeDigests(db: Db, reading: Reading, rules: ReminderRules, { days, units }: { days: readonly Day[]; units: UnitScope }): Promise<ReadonlyMap<Day, Digest[]>> {
  const from = await firstRunDay(db, reading, rules, digestJob);
  const asked = days.flatMap((day) => digestQuestion(reading, rules, day, from) ?? []);
  const digests = await listDigestsOf(db, asked);
  const isHers = ({ courses, units: tops }: Digest) => courses.length > 0 && (units === 'ALL' || tops.some((unit) => covers(units, unit)));
  return new Map(asked.map(({ day }, index) => [day, (digests[index] ?? []).filter(isHers)]));
}

/** What is asked of a day on which digests are written; null on any other. */
function digestQuestion({ timeZone }: Reading, { policyOn, holidays }: ReminderRules, day: Day, from: Day): DigestQuestion | null {
  const policy = policyOn(day);
  const due = digestDue(policy, day, holidays);
  if (!due || !policy.digest || day < from || (due.plannedOn < day && day > from)) return null;
  const [at, plannedAt] = [day, due.plannedOn].map((one) => instantOf(`${one}T${policy.digest?.hour}`, timeZone)) as [string, string];
  return { at, day, week: due.week, plannedAt };
}
