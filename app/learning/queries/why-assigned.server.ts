import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { judgeWho, type Reason, type RuleWho } from '../rules/assignment-rule.ts';
import type { RuleNames } from '../rules/assignment-words.ts';
import { ruleNames, unitNames } from './assignment-choices.server.ts';
import { personFacts } from './assignment-match.server.ts';
import { findExemption, type HeldExemption } from './exemptions.server.ts';

export interface RuleForMe {
  name: string;
  unitId: string | null;
  who: RuleWho;
  because: Reason[];
  since: Day;
  dueOn: Day | null;
}

export interface WhyAssigned {
  source: 'SELF' | 'ASSIGNED' | 'PLAN' | null;
  /** What stands beside the enrolment, in Vietnamese: the words of a plan, or of whoever assigned it by hand. */
  reason: string;
  enrolledAt: Instant | null;
  dueOn: Day | null;
  rules: RuleForMe[];
  /** The newest rule that let go of a course that she had begun. */
  kept: { name: string; at: Instant } | null;
  exemption: HeldExemption | null;
  names: RuleNames;
  /** The unit whose administration answers questions. */
  askUnit: string | null;
}

/** Why a course is somebody's: by which rules, for which reasons, since when and until when; or why she need not take it. Null when there is nothing to tell. */
export async function whyAssigned(db: Db, userId: string, courseId: string, today: Day): Promise<WhyAssigned | null> {
  const enrolment = await db.selectFrom('enrollment').select(['source', 'reason', 'enrolled_at as enrolledAt', 'due_on as dueOn']).where('user_id', '=', userId).where('course_id', '=', courseId).where('cancelled_at', 'is', null).executeTakeFirst();
  const exemption = await findExemption(db, userId, courseId, today);
  if (!enrolment && !exemption) return null;
  const links = await listLinks(db, userId, courseId);
  const held = links.filter(({ releasedAt }) => releasedAt === null);
  const person = held.length > 0 ? await personFacts(db, userId, today) : null;
  const rules = held.map(({ name, unitId, who, since, dueOn }) => ({ name, unitId, who, since, dueOn, because: person && (unitId === null || person.unitPath.includes(unitId)) ? reasonsOf(judgeWho(person, who)) : [] }));
  const kept = held.length === 0 ? links.find(({ release, releasedAt }) => release === 'KEPT' && releasedAt !== null) : undefined;
  const mentioned = rules.flatMap(({ because }) => because).flatMap((reason) => (reason.key === 'unit' ? [reason.unitId] : []));
  const names = await ruleNames(db, rules, [courseId]);
  return {
    source: (enrolment?.source as WhyAssigned['source']) ?? null,
    reason: enrolment?.reason ?? '',
    enrolledAt: enrolment?.enrolledAt ?? null,
    dueOn: enrolment?.dueOn ?? null,
    rules,
    kept: kept ? { name: kept.name, at: kept.releasedAt ?? '' } : null,
    exemption,
    names: { ...names, units: { ...names.units, ...(await unitNames(db, mentioned)) } },
    askUnit: await adminUnit(db, rules[0]?.unitId ?? null, today),
  };
}

/** Tonight the rule will let go of whoever it fits no more; until then no reason of it is true. */
function reasonsOf({ fits, because }: ReturnType<typeof judgeWho>): Reason[] {
  return fits ? because : [];
}

async function listLinks(db: Db, userId: string, courseId: string) {
  const rows = await db
    .selectFrom('assignment as a')
    .innerJoin('assignment_rule as r', 'r.id', 'a.rule_id')
    .innerJoin('assignment_rule_version as v', 'v.id', 'a.version_id')
    .select(['v.name', 'v.who', 'r.unit_id as unitId', 'a.fitted_on as since', 'a.due_on as dueOn', 'a.released_at as releasedAt', 'a.release'])
    .where('a.user_id', '=', userId)
    .where('a.course_id', '=', courseId)
    .orderBy(sql`coalesce(a.released_at, a.assigned_at)`, 'desc')
    .execute();
  return rows.map((row) => ({ ...row, who: JSON.parse(row.who) as RuleWho }));
}

/** The unit of a rule, or the top of the province: never a person, who may be away. */
async function adminUnit(db: Db, unitId: string | null, today: Day): Promise<string | null> {
  const row = await db
    .selectFrom('org_unit_version')
    .select('name')
    .where((where) => (unitId === null ? where('parent_id', 'is', null) : where('unit_id', '=', unitId)))
    .where('valid_from', '<=', today)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', today)]))
    .orderBy('valid_from')
    .executeTakeFirst();
  return row?.name ?? null;
}
