import { sql } from 'kysely';
import type { Db } from '../../db/client.ts';

/** Tables of which everybody's rows are copied, with the columns that hold an id of a person or of another copied row. */
const copied: readonly { table: string; own: readonly string[]; where?: string }[] = [
  { table: 'user_account', own: ['id', 'staff_no', 'email'] },
  { table: 'membership', own: ['id', 'user_id'] },
  { table: 'enrollment', own: ['id', 'user_id', 'renews_id'] },
  { table: 'course_progress', own: ['user_id'] },
  { table: 'attempt', own: ['id', 'user_id'] },
  { table: 'attempt_question', own: ['attempt_id'] },
  { table: 'recall_card', own: ['user_id'] },
  { table: 'certificate', own: ['id', 'certificate_no', 'verify_code', 'user_id', 'replaces_id'] },
  { table: 'reminder', own: ['enrollment_id'] },
  { table: 'progress_event', own: ['id', 'user_id', 'idempotency_key'], where: "verb in ('course.completed', 'lesson.completed')" },
];

/** Makes a demo province so many times as large: everybody gets twins in the same units, with the same year of learning. Straight in the database, for measuring only. */
export async function multiply(db: Db, times: number): Promise<void> {
  await sql.raw('pragma foreign_keys = off').execute(db);
  for (const { table, own, where } of copied) {
    const { rows } = await sql<{ name: string }>`select name from pragma_table_info(${table})`.execute(db);
    const columns = rows.map(({ name }) => name).filter((name) => !(table === 'progress_event' && name === 'seq'));
    const values = columns.map((name) => (own.includes(name) ? `t.${name} || '-' || n.value` : `t.${name}`));
    const numbers = JSON.stringify(Array.from({ length: times - 1 }, (_, at) => at + 2));
    await sql.raw(`insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from (select * from ${table} where ${where ?? 'true'}) as t, json_each('${numbers}') as n`).execute(db);
  }
  await sql.raw('pragma foreign_keys = on').execute(db);
  await sql.raw('analyze').execute(db);
}
