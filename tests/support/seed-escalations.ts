import { sql } from 'kysely';
import { reminderPolicy } from '../../app/learning/index.server.ts';
import { enrol } from '../../app/learning/commands/enrol.server.ts';
import { writeEscalations } from '../../app/learning/commands/write-escalations.server.ts';
import { planEscalations } from '../../app/learning/rules/escalation.ts';
import { dayIn } from '../../app/platform/i18n/formats.ts';
import type { Db } from '../../db/client.ts';
import { makePerson } from '../world/people.ts';
import type { Scenery } from './scenery.ts';
import type { CastName, Units } from './world-data.ts';

const timeZone = 'Asia/Ho_Chi_Minh';

/** The leader has been told of the closer, who is late; somebody of the province has nobody above her. Nothing is sent while pages are looked at. */
export async function seedEscalations(db: Db, ids: Record<CastName, string>, units: Units): Promise<Scenery['escalation']> {
  const now = new Date();
  const open = async (userId: string) => (await db.selectFrom('enrollment as e').innerJoin('course as c', 'c.id', 'e.course_id').select('e.id').where('e.user_id', '=', userId).where('c.slug', '=', 'an-toan-thong-tin').where('e.cancelled_at', 'is', null).executeTakeFirstOrThrow()).id;
  const course = await db.selectFrom('course as c').innerJoin('course_version as v', 'v.course_id', 'c.id').select(['c.id', 'c.slug', 'v.title']).where('c.slug', '=', 'an-toan-thong-tin').where('v.released_at', 'is not', null).executeTakeFirstOrThrow();
  const alone = await makePerson(db, { fullName: 'Công Tằng Tôn Nữ Ngọc Hân', staffNo: 'CB97070', email: null, unitId: units.province });
  await enrol(db, { userId: alone.id, courseId: course.id, source: 'ASSIGNED', isMandatory: true, reason: 'Kế hoạch đào tạo năm 2026', dueOn: '2026-11-01', enrolledBy: null, now: now.toISOString() });
  const people = [{ enrollmentId: await open(ids.closer), leaders: [ids.leader] }, { enrollmentId: await open(alone.id), leaders: [] }].map((person) => ({ ...person, step: 'after-21', dueOn: '2026-11-01', isAbove: false }));
  await db.transaction().execute((tx) => writeEscalations(tx, { course, day: dayIn(timeZone, now), people, policy: { channels: ['EMAIL'], isDuty: true }, now: now.toISOString(), timeZone }));
  const { id: notice } = await db.selectFrom('escalation_notice').select('id').executeTakeFirstOrThrow();
  await db.deleteFrom('job').where('name', '=', 'messaging.fan-out').execute();
  const { dueOn } = await db.selectFrom('enrollment').select(sql<string>`max(due_on)`.as('dueOn')).where('user_id', '=', ids.learner).executeTakeFirstOrThrow();
  const holidays = new Set((await db.selectFrom('holiday').select('day').execute()).map((row) => row.day));
  return { notice, day: planEscalations(dueOn, reminderPolicy.fallback, holidays)[0]?.day ?? dueOn };
}
