import { reminderPolicy, remindDue, remindSelected } from '../../../app/learning/index.server.ts';
import { fanOut } from '../../../app/messaging/index.server.ts';
import type { Actor } from '../../../app/people/actor.ts';
import { scheduleSetting } from '../../../app/platform/settings.server.ts';
import type { Db } from '../../client.ts';
import { insertMany, type NewRow } from '../bulk.ts';
import { unitId } from '../ids.ts';
import { HOA_LU } from './cast.ts';
import type { DemoPerson } from './population.ts';
import { randomFor } from './rules/random.ts';
import { atLocal } from './rules/working-time.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const minuteMs = 60_000;
/** Days of the story on which a run of reminders finds somebody: a month and a fortnight before the security course is due. */
const runDays = ['2026-10-30', '2026-11-16'];
/** Days on which the leader of Hoa Lư reminds some people himself. */
const handDays = ['2026-11-05', '2026-11-19'];
/** Share of the people who open a reminder, and of those the share that opens it on the first day. */
const opens = { ever: 0.62, firstDay: 0.55 };

/** The reminders of the last weeks, written by the product's own commands at their moments. @returns how many messages */
export async function seedReminders(db: Db, people: readonly DemoPerson[], nowMs: number): Promise<number> {
  await db.transaction().execute((tx) => scheduleSetting(tx, reminderPolicy, { value: { ...reminderPolicy.fallback, before: [30, 14, 7, 1] }, from: '2026-03-02', legalBasis: 'Kế hoạch bồi dưỡng an toàn thông tin năm 2026' }));
  for (const day of runDays) {
    if (atLocal(day, 480) < nowMs) await remindDue(portsAt(db, atLocal(day, 480)));
  }
  for (const day of handDays) if (atLocal(day, 600) < nowMs) await remindByHand(db, people, day);
  const messages = await db.selectFrom('message').select(['id', 'send_at']).where('source_type', '=', 'REMINDER').where('send_at', '<', new Date(nowMs).toISOString()).orderBy('send_at').orderBy('source_id').execute();
  for (const message of messages) await deliver(db, message, nowMs);
  return messages.length;
}

const portsAt = (db: Db, ms: number) => ({ db, clock: { now: () => new Date(ms) }, timeZone });

/** The leader reminds a dozen people of his ward who have not begun. */
async function remindByHand(db: Db, people: readonly DemoPerson[], day: string): Promise<void> {
  const leader = people.find((person) => person.cast?.role === 'UNIT_LEADER');
  const course = await db.selectFrom('course').select('id').where('slug', '=', 'an-toan-thong-tin').executeTakeFirst();
  if (!leader || !course) return;
  const ms = atLocal(day, 600);
  const random = randomFor(`reminders:${day}`);
  const ward = people.filter((person) => person.agencyKey === HOA_LU && !person.leftOn && !person.cast);
  const open = await db
    .selectFrom('enrollment as e')
    .leftJoin('course_progress as p', (join) => join.onRef('p.user_id', '=', 'e.user_id').onRef('p.course_id', '=', 'e.course_id'))
    .select('e.user_id')
    .where('e.course_id', '=', course.id)
    .where('e.user_id', 'in', ward.map((person) => person.id).concat(''))
    .where('p.completed_at', 'is', null)
    .orderBy('e.user_id')
    .execute();
  const actor: Actor = { id: leader.id, fullName: leader.fullName, accountKind: 'OPERATOR', unitId: unitId(HOA_LU), unitName: 'UBND phường Hoa Lư', grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: unitId(HOA_LU) }], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' };
  const who = random.shuffle(open.map((row) => row.user_id)).slice(0, 12);
  if (who.length > 0) await remindSelected(portsAt(db, ms), actor, { course: 'an-toan-thong-tin', who });
}

/** Lets the ledger run at the message's own time; people open it by and by. */
export async function deliver(db: Db, message: { id: string; send_at: string }, nowMs: number): Promise<void> {
  const sent = Date.parse(message.send_at);
  const random = randomFor(`reminder-reading:${message.send_at}`);
  await db.deleteFrom('job').where('unique_key', '=', `fan-out:${message.id}`).execute();
  await fanOut(db, { now: () => new Date(sent) }, message.id);
  await db.updateTable('delivery').set({ state: 'ACCEPTED', accepted_at: new Date(sent + 2 * minuteMs).toISOString(), attempts: 1 }).where('message_id', '=', message.id).where('state', '=', 'QUEUED').execute();
  const readers = await db.selectFrom('delivery').select('recipient_id').where('message_id', '=', message.id).where('channel', '=', 'IN_APP').where('state', '=', 'DELIVERED').orderBy('recipient_id').$narrowType<{ recipient_id: string }>().execute();
  const rows = readers.filter(() => random.chance(opens.ever)).map(({ recipient_id }): NewRow<'inbox_state'> => {
    const within = random.chance(opens.firstDay) ? 540 : 7 * 1_440;
    return { message_id: message.id, user_id: recipient_id, read_at: new Date(Math.min(nowMs - minuteMs, sent + Math.floor(random.next() * within) * minuteMs)).toISOString() };
  });
  await insertMany(db, 'inbox_state', rows);
}
