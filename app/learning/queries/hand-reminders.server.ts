import type { Db } from '../../../db/client.ts';
import { forecastDeliveries, renderNotice, type Forecast } from '../../messaging/index.server.ts';
import type { Actor } from '../../people/actor.ts';
import { unitScopeOf } from '../../people/index.server.ts';
import { covers } from '../../people/policy.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { platformMessages } from '../../platform/messages.ts';
import { compareNames } from '../../platform/text/fold.ts';
import { remindingGrants } from '../policy.ts';
import { minutesVariable, reminderContent } from '../rules/reminder-content.ts';
import type { ReminderPolicy } from '../rules/reminder-policy.ts';
import { getCurrentCourse } from './course-page.server.ts';
import { isExempt } from './exemptions.server.ts';
import { minutesLeftOf } from './minutes-left.server.ts';
import { readReminderRules } from './reminder-rules.server.ts';

export const candidateStates = ['READY', 'TODAY', 'DONE', 'NOT_ENROLLED', 'EXEMPT', 'INACTIVE'] as const;
/** Whether somebody can be reminded by hand, or why not. */
export type CandidateState = (typeof candidateStates)[number];

export interface Candidate {
  id: string;
  fullName: string;
  unitName: string;
  enrollmentId: string | null;
  dueOn: Day | null;
  isMandatory: boolean;
  state: CandidateState;
}

/**
 * The chosen people as they stand in a course today.
 * @throws AppError not-found when one of them is outside the actor's authority, so that nothing is told about her
 */
export async function listCandidates(db: Db, actor: Actor, { courseId, who, today }: { courseId: string; who: readonly string[]; today: Day }): Promise<Candidate[]> {
  const scope = await unitScopeOf(db, remindingGrants(actor), today);
  const rows = await db
    .selectFrom('user_account as u')
    .innerJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .innerJoin('org_unit_version as n', (join) => join.onRef('n.unit_id', '=', 'm.unit_id').on('n.valid_from', '<=', today).on((on) => on.or([on('n.valid_to', 'is', null), on('n.valid_to', '>', today)])))
    .leftJoin('enrollment as e', (join) => join.onRef('e.user_id', '=', 'u.id').on('e.course_id', '=', courseId).on('e.cancelled_at', 'is', null))
    .leftJoin('course_progress as p', (join) => join.onRef('p.user_id', '=', 'u.id').on('p.course_id', '=', courseId))
    .leftJoin('reminder as r', (join) => join.onRef('r.enrollment_id', '=', 'e.id').on('r.day', '=', today))
    .select(['u.id', 'u.full_name as fullName', 'u.disabled_at as disabledAt', 'u.left_on as leftOn', 'm.unit_id as unitId', 'n.name as unitName', 'e.id as enrollmentId', 'e.due_on as dueOn', 'e.is_mandatory as isMandatory', 'p.completed_at as completedAt', 'r.step'])
    .select(isExempt('u.id', 'e.course_id', today).as('exempt'))
    .where('u.id', 'in', who.length > 0 ? who : [''])
    .execute();
  if (rows.length < who.length || rows.some((row) => !covers(scope, row.unitId))) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return rows
    .map((row) => ({ id: row.id, fullName: row.fullName, unitName: row.unitName, enrollmentId: row.enrollmentId, dueOn: row.dueOn, isMandatory: row.isMandatory === 1, state: stateOf(row, today) }))
    .toSorted((one, other) => compareNames(one.fullName, other.fullName));
}

function stateOf(row: { disabledAt: string | null; leftOn: Day | null; enrollmentId: string | null; completedAt: string | null; exempt: unknown; step: string | null }, today: Day): CandidateState {
  if (row.disabledAt || (row.leftOn && row.leftOn <= today)) return 'INACTIVE';
  if (!row.enrollmentId) return 'NOT_ENROLLED';
  if (row.completedAt) return 'DONE';
  if (row.exempt) return 'EXEMPT';
  return row.step ? 'TODAY' : 'READY';
}

/** People who are reminded with the same words. */
export function groupCandidates(candidates: readonly Candidate[]): { dueOn: Day | null; isMandatory: boolean; people: Candidate[] }[] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates.filter(({ state }) => state === 'READY')) {
    const key = `${candidate.dueOn} ${candidate.isMandatory}`;
    groups.set(key, [...(groups.get(key) ?? []), candidate]);
  }
  return [...groups.values()].map((people) => ({ dueOn: people[0]?.dueOn ?? null, isMandatory: people[0]?.isMandatory ?? false, people }));
}

export interface HandReminder extends Candidate {
  minutesLeft: number;
  forecasts: Forecast[];
}

/** Exactly what a reminder by hand would do: who gets it, by which way, with which words, and who does not and why. */
export async function handReminderPreview(db: Db, actor: Actor, { course: slug, who }: { course: string; who: readonly string[] }, reading: { at: Instant; today: Day; timeZone: string; locale: Locale; baseUrl: string }) {
  const { at, today, timeZone } = reading;
  const course = await getCurrentCourse(db, slug);
  const candidates = await listCandidates(db, actor, { courseId: course.courseId, who, today });
  const policy = (await readReminderRules(db)).policyOn(today);
  const minutes = await minutesLeftOf(db, course.courseId, who, at);
  const groups = [];
  for (const group of groupCandidates(candidates)) {
    const forecasts = await forecastDeliveries(db, plannedFor(group, policy, at), group.people.map(({ id }) => id), timeZone);
    const people = group.people.map((person): HandReminder => ({ ...person, minutesLeft: minutes.get(person.id) ?? 0, forecasts: forecasts.get(person.id) ?? [] }));
    const content = reminderContent({ course, dueOn: group.dueOn, day: today, isMandatory: group.isMandatory, by: actor });
    const [first] = people;
    const shown = renderNotice(content[reading.locale] ?? content.vi, { fullName: first?.fullName ?? '', unitName: first?.unitName ?? null }, reading.baseUrl, { [minutesVariable]: String(first?.minutesLeft ?? 0) });
    groups.push({ ...group, people, shown });
  }
  return { course: { slug: course.slug, title: course.title }, groups, others: candidates.filter(({ state }) => state !== 'READY') };
}
export type HandPreview = Awaited<ReturnType<typeof handReminderPreview>>;

function plannedFor(group: { isMandatory: boolean }, policy: ReminderPolicy, sendAt: Instant) {
  return { topic: 'TRAINING' as const, isDuty: policy.isDuty && group.isMandatory, channels: ['IN_APP' as const, ...policy.channels], sendAt };
}
