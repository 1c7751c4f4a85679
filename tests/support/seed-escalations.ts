import { writeEscalations } from '../../app/learning/commands/write-escalations.server.ts';
import { dayIn } from '../../app/platform/i18n/formats.ts';
import type { Db } from '../../db/client.ts';
import type { Scenery } from './scenery.ts';
import type { CastName } from './world-data.ts';

const timeZone = 'Asia/Ho_Chi_Minh';

/** The leader has been told of the closer, who is late; the appraiser has nobody above her. Nothing is sent while pages are looked at. @returns the notice */
export async function seedEscalations(db: Db, ids: Record<CastName, string>): Promise<Scenery['escalation']> {
  const now = new Date();
  const open = async (userId: string) => (await db.selectFrom('enrollment as e').innerJoin('course as c', 'c.id', 'e.course_id').select('e.id').where('e.user_id', '=', userId).where('c.slug', '=', 'an-toan-thong-tin').where('e.cancelled_at', 'is', null).executeTakeFirstOrThrow()).id;
  const course = await db.selectFrom('course as c').innerJoin('course_version as v', 'v.course_id', 'c.id').select(['c.id', 'c.slug', 'v.title']).where('c.slug', '=', 'an-toan-thong-tin').where('v.released_at', 'is not', null).executeTakeFirstOrThrow();
  const people = [{ enrollmentId: await open(ids.closer), leaders: [ids.leader] }, { enrollmentId: await open(ids.appraiser), leaders: [] }].map((person) => ({ ...person, step: 'after-21', dueOn: '2026-11-01', isAbove: false }));
  await db.transaction().execute((tx) => writeEscalations(tx, { course, day: dayIn(timeZone, now), people, policy: { channels: ['EMAIL'], isDuty: true }, now: now.toISOString(), timeZone }));
  const { id } = await db.selectFrom('escalation_notice').select('id').executeTakeFirstOrThrow();
  await db.deleteFrom('job').where('name', '=', 'messaging.fan-out').execute();
  return id;
}
