import { sql, type SqlBool } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { PackScope } from './pack-scope.server.ts';

/** Deeds of training in the audit log, by the beginnings of their codes. */
const trainingDeeds = ['assignment.', 'attendance.', 'certificate.', 'class.', 'course.', 'enrollment.', 'exemption.', 'lesson.', 'pack.', 'question.', 'recognition.', 'reminder.'] as const;

const perQuery = 2_000;

/** How often each deed of training was done in the period by people of the unit, or to them or their certificates. */
export async function countDeeds(db: Db, { people, startsAt, endsAt }: Pick<PackScope, 'people' | 'startsAt' | 'endsAt'>): Promise<Map<string, number>> {
  const ids = new Set(people.map(({ id }) => id));
  const counts = new Map<string, number>();
  for (let after = 0; ; ) {
    const rows = await deedsAfter(db, after, { startsAt, endsAt });
    for (const { action, actorId, objectId, holderId } of rows) {
      if ([actorId, objectId, holderId].some((id) => id !== null && ids.has(id))) counts.set(action, (counts.get(action) ?? 0) + 1);
    }
    after = rows.at(-1)?.seq ?? after;
    if (rows.length < perQuery) return new Map([...counts].toSorted(([one], [other]) => (one < other ? -1 : 1)));
  }
}

function deedsAfter(db: Db, after: number, { startsAt, endsAt }: Pick<PackScope, 'startsAt' | 'endsAt'>) {
  return db
    .selectFrom('audit_event as e')
    .leftJoin('certificate as c', (join) => join.onRef('c.id', '=', 'e.object_id').on('e.object_type', '=', 'certificate'))
    .select(['e.seq', 'e.action', 'e.actor_id as actorId', 'e.object_id as objectId', 'c.user_id as holderId'])
    .where('e.seq', '>', after)
    .where('e.at', '>=', startsAt)
    .where('e.at', '<', endsAt)
    .where((where) => where.or(trainingDeeds.map((start) => sql<SqlBool>`e.action glob ${`${start}*`}`)))
    .orderBy('e.seq')
    .limit(perQuery)
    .execute();
}

/** How long the audit log is, and the hash of its last row. */
export async function auditHead(db: Db): Promise<{ rows: number; hash: string }> {
  const head = await db.selectFrom('audit_head').select(['row_count', 'hash']).executeTakeFirst();
  return { rows: Number(head?.row_count ?? 0), hash: head?.hash ?? '' };
}
