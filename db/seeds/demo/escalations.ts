import { escalateDue, writeDigests } from '../../../app/learning/index.server.ts';
import type { Day } from '../../../app/platform/clock.ts';
import type { Db } from '../../client.ts';
import { deliver } from './reminders.ts';
import { atLocal } from './rules/working-time.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const slug = 'an-toan-thong-tin';
/** The pilots of December were to be done by then; with the plan of March their day was put off to everybody's. */
const pilotDueOn: Day = '2026-01-16';
/** A week, three and five weeks after it: whoever was late was told of to the leader, then one level up. */
const toldOn: readonly Day[] = ['2026-01-23', '2026-02-06', '2026-02-20'];
/** The last Mondays on which leaders got the figures of the week. */
const digestsOn: readonly Day[] = ['2026-11-09', '2026-11-16'];

/** What leaders were told in the year of the story, written by the product's own commands at their moments. @returns how many messages */
export async function seedEscalations(db: Db, nowMs: number): Promise<number> {
  const pilots = await db
    .selectFrom('enrollment as e')
    .innerJoin('course as c', 'c.id', 'e.course_id')
    .select(['e.id', 'e.due_on as dueOn'])
    .where('c.slug', '=', slug)
    .where('e.enrolled_at', '<', new Date(atLocal('2026-01-01', 0)).toISOString())
    .where('e.is_mandatory', '=', 1)
    .execute();
  await putOff(db, pilots.map(({ id }) => id), pilotDueOn);
  for (const day of toldOn) if (atLocal(day, 480) < nowMs) await escalateDue(portsAt(db, atLocal(day, 480)));
  for (const [dueOn, own] of Map.groupBy(pilots, (row) => row.dueOn)) await putOff(db, own.map(({ id }) => id), dueOn);
  for (const day of digestsOn) if (atLocal(day, 510) < nowMs) await writeDigests(portsAt(db, atLocal(day, 510)));
  const sources = db.selectFrom('escalation_notice').select('id').union(db.selectFrom('leader_digest').select('id'));
  const messages = await db.selectFrom('message').select(['id', 'send_at']).where('source_type', '=', 'NOTICE').where('source_id', 'in', sources).orderBy('send_at').orderBy('source_id').execute();
  for (const message of messages) await deliver(db, message, nowMs);
  return messages.length;
}

const portsAt = (db: Db, ms: number) => ({ db, clock: { now: () => new Date(ms) }, timeZone });

async function putOff(db: Db, ids: readonly string[], dueOn: Day | null): Promise<void> {
  await db.updateTable('enrollment').set({ due_on: dueOn }).where('id', 'in', ids.length > 0 ? ids : ['']).execute();
}
