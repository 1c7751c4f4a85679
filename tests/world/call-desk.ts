import type { Actor, Role } from '../../app/people/actor.ts';
import { saveCall } from '../../app/faq/commands/call-save.server.ts';
import type { CallSnapshot } from '../../app/faq/rules/call.ts';
import type { Db } from '../../db/client.ts';
import { testClock } from '../support/clock.ts';
import { freshDb } from '../support/db.ts';
import { makeAnswer } from './answers.ts';
import { call, testPorts } from './calls.ts';
import { makePerson, makeSession } from './people.ts';

/** A call as the browser of its agent sends it. */
export const aCall = (changes: Partial<CallSnapshot> = {}): CallSnapshot => ({
  clientKey: 'key-00000001', revision: 1, channel: 'PHONE', source: 'ONLINE', startedAt: '2026-11-23T01:00:00.000Z', endedAt: null, number: '+84912345678', name: 'Bà Tư', commune: 'Hoa Lư', question: 'Mất máy', note: '', reads: [], wrap: null, callbackAt: null, handTo: null, handBody: null, ...changes,
});

/** Places where calls are taken: two agents, a supervisor, a published answer to read out. */
export async function callDesk() {
  const db = await freshDb();
  const clock = testClock();
  const ports = { ...testPorts(db, clock), secret: 'test-secret' };
  const person = (fullName: string, ...roles: Role[]): Promise<Actor> => makePerson(db, { fullName, grants: roles.map((role) => ({ role, scope: 'ALL', unitId: null })) });
  const [agent, other, supervisor, stranger] = [await person('Quách Thị Lụa', 'CALL_AGENT'), await person('Hà Văn Sửu', 'CALL_AGENT'), await person('Cù Xuân Trường', 'CALL_SUPERVISOR'), await person('Ngô Ý Nhi')];
  const answer = await makeAnswer(db);
  const save = (changes: Partial<CallSnapshot> = {}, who = agent) => saveCall(ports, who, aCall(changes));
  /** Saves a call that must be taken. @returns its id */
  const taken = async (changes: Partial<CallSnapshot> = {}, who = agent): Promise<string> => {
    const saved = await save(changes, who);
    if (!saved.ok) throw new Error(JSON.stringify(saved.faults));
    return saved.id;
  };
  const record = (id: string) => db.selectFrom('call_record').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  return { db, clock, ports, person, agent, other, supervisor, stranger, answer, save, taken, record, audits: auditsOf(db), ask: asker(db, clock), [Symbol.asyncDispose]: () => db.destroy() };
}

/** Reads the audit log of one kind of object: deed and details. */
export const auditsOf = (db: Db) => async (objectType = 'call_record') =>
  (await db.selectFrom('audit_event').select(['action', 'actor_id', 'object_id', 'details']).where('object_type', '=', objectType).orderBy('seq').execute()).map(({ details, ...row }) => ({ ...row, details: JSON.parse(details) as Record<string, unknown> }));

/** Opens pages and sends forms as some person, with one session for each. */
export function asker(db: Db, clock: ReturnType<typeof testClock>) {
  const tokens = new Map<string, Promise<string>>();
  return async (route: unknown, path: string, { who, ...more }: { who: Actor; params?: Record<string, string>; form?: Record<string, string> | [string, string][]; headers?: Record<string, string>; context?: Parameters<typeof call>[1]['context'] }) => {
    const token = tokens.get(who.id) ?? makeSession(db, who, clock.now().toISOString(), { id: `s-${who.id}`, idleMinutes: 1_000_000, hours: 20_000 });
    tokens.set(who.id, token);
    return call(route as Parameters<typeof call>[0], { db, clock, path, token: await token, ...more });
  };
}
