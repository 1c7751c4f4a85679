import { createClass } from '../../app/learning/commands/write-class.server.ts';
import { openClass } from '../../app/learning/commands/open-class.server.ts';
import { takePlace } from '../../app/learning/commands/take-place.server.ts';
import type { ClassFields } from '../../app/learning/forms/classes.ts';
import { listSessions, type SessionRow } from '../../app/learning/class-rows.server.ts';
import type { Actor, Grant, Role } from '../../app/people/actor.ts';
import type { Ports } from '../../app/people/index.server.ts';
import type { Db } from '../../db/client.ts';
import { testClock, type TestClock } from '../support/clock.ts';
import { freshDb } from '../support/db.ts';
import { makePerson, makeUnit } from './people.ts';

export const timeZone = 'Asia/Ho_Chi_Minh';

/** Two sessions, on 02/12 and 03/12/2026 in the morning, two periods and three. */
export const usualSessions: ClassFields['sessions'] = [
  { id: '', at: 0, day: '2026-12-02', from: '08:00', to: '09:30', place: 'Phòng họp A', periods: 2 },
  { id: '', at: 1, day: '2026-12-03', from: '08:00', to: '11:00', place: 'Phòng họp A', periods: 3 },
];

/** A province with a ward, an office of it and another ward; a training administrator of the first ward; at 23/11/2026 08:00. */
export async function classWorld() {
  const db = await freshDb();
  const clock = testClock();
  const province = await makeUnit(db, { name: 'UBND tỉnh Ninh Bình', kind: 'PROVINCE_PC', level: 'PROVINCE' });
  const ward = await makeUnit(db, { name: 'UBND phường Hoa Lư', parentId: province });
  const office = await makeUnit(db, { name: 'Văn phòng phường Hoa Lư', parentId: ward });
  const other = await makeUnit(db, { name: 'UBND phường Tây Hoa Lư', parentId: province });
  const under = (role: Role, unitId: string): Grant => ({ role, scope: 'SUBTREE', unitId });
  const trainer = await makePerson(db, { unitId: ward, grants: [under('TRAINING_ADMIN', ward)] });
  const ports: Ports = { db, clock, timeZone };
  const fieldsOf = (changes: Partial<ClassFields> = {}): ClassFields => ({ title: 'Tập huấn an toàn thông tin', about: '', course: null, replaces: false, unit: ward, audience: ward, capacity: 2, lecturer: 'Giảng viên mẫu', lecturerUnit: 'Trường Chính trị', closes: '2026-12-01T17:00', sessions: usualSessions, ...changes });
  const world = {
    db, clock, ports, trainer,
    units: { province, ward, office, other },
    under,
    fieldsOf,
    person: (unitId = office, grants: Grant[] = []) => makePerson(db, { unitId, grants }),
    /** A class that is open; written by the administrator of the ward. */
    async open(changes: Partial<ClassFields> = {}): Promise<string> {
      const id = await world.draft(changes);
      const opened = await openClass(ports, trainer, id);
      if (!opened.ok) throw new Error(JSON.stringify(opened.faults));
      return id;
    },
    async draft(changes: Partial<ClassFields> = {}): Promise<string> {
      const made = await createClass(ports, trainer, fieldsOf(changes));
      if (!made.ok) throw new Error(JSON.stringify(made.faults));
      return made.id;
    },
    /** Somebody new who takes a place, or a turn when the class is full. */
    async join(id: string, who?: Actor): Promise<Actor> {
      const person = who ?? (await makePerson(db, { unitId: office }));
      const taken = await takePlace(ports, person, id);
      if (!taken.ok) throw new Error(JSON.stringify(taken.faults));
      return person;
    },
    sessions: (id: string): Promise<SessionRow[]> => listSessions(db, id),
    /** The moment of a wall-clock time of these days. */
    at: (clockTime: string) => void clock.set(new Date(`${clockTime}:00+07:00`).toISOString()),
    /** The notices that one person has been written. */
    notices: async (person: Actor): Promise<string[]> => (await db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select('m.content').where('r.user_id', '=', person.id).orderBy('m.created_at').orderBy('m.id').execute()).map((row) => (JSON.parse(row.content) as { vi: { subject: string } }).vi.subject),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
  return world;
}
export type ClassWorld = Awaited<ReturnType<typeof classWorld>>;

/** Actions of the log, oldest first. */
export async function loggedActions(db: Db): Promise<string[]> {
  return (await db.selectFrom('audit_event').select('action').orderBy('seq').execute()).map((row) => row.action);
}

export type { TestClock };
