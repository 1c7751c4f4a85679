import { assignModel } from '../../app/reports/commands/assign-model.server.ts';
import { storeModels } from '../../app/reports/commands/store-models.server.ts';
import type { ModelRole } from '../../app/reports/rules/models.ts';
import type { Actor, Grant } from '../../app/people/actor.ts';
import { testClock, type TestClock } from '../support/clock.ts';
import { copyOf, freshDb, type Copy } from '../support/db.ts';
import type { Db } from '../../db/client.ts';
import { call, callForFile, testPorts, type Answer, type Call } from './calls.ts';
import { makePerson, makeSession, makeUnit } from './people.ts';

export interface MonthlyWorld extends AsyncDisposable {
  db: Db;
  clock: TestClock;
  ports: ReturnType<typeof testPorts>;
  /** A province, its ward with an office below, and another commune. */
  units: { province: string; ward: string; office: string; other: string };
  /** Writes the ward's report. */
  focal: Actor;
  /** Leads the ward. */
  leader: Actor;
  standing: Actor;
  auditor: Actor;
  admin: Actor;
  trainer: Actor;
  /** Leader and focal point of the other commune. */
  foreignLeader: Actor;
  foreignFocal: Actor;
  reader: Actor;
  assign(unit: string, model: number, role?: ModelRole, from?: string): Promise<string>;
  /** Asks a loader, or an action when there is a form, as one of the cast. */
  ask(route: unknown, as: Actor | null, params?: Record<string, string>, form?: Record<string, string> | [string, string][] | FormData, path?: string, context?: Call['context']): Promise<Answer>;
  take(route: unknown, as: Actor, params?: Record<string, string>, context?: Call['context'], path?: string): Promise<Response>;
}

let models: Promise<Copy> | undefined;

/** The register of models is read, checked and stored once in a process. */
async function withModels(): Promise<Copy> {
  await using db = await freshDb();
  await storeModels(db, 'content', '2026-11-23');
  return copyOf(db);
}

/** A small province with the register of models and everybody whom the monthly report knows, on Monday 23/11/2026, 08:00. */
export async function monthlyWorld(start?: string): Promise<MonthlyWorld> {
  const db = await (await (models ??= withModels()))();
  const clock = testClock(start);
  const ports = testPorts(db, clock);
  const province = await makeUnit(db, { name: 'UBND tỉnh Ninh Bình', kind: 'PROVINCE_PC', level: 'PROVINCE' });
  const ward = await makeUnit(db, { name: 'UBND phường Hoa Lư', parentId: province });
  const office = await makeUnit(db, { name: 'Văn phòng HĐND và UBND phường Hoa Lư', parentId: ward, kind: 'DIVISION' });
  const other = await makeUnit(db, { name: 'UBND xã Gia Viễn', parentId: province });
  const person = (unitId: string, ...grants: Grant[]): Promise<Actor> => makePerson(db, { unitId, grants });
  const of = (role: Grant['role'], unitId: string): Grant => ({ role, scope: 'SUBTREE', unitId });
  const all = (role: Grant['role']): Grant => ({ role, scope: 'ALL', unitId: null });
  const standing = await person(province, all('STANDING_AGENCY'));
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (as: Actor): Promise<string> => {
    const token = tokens.get(as.id) ?? makeSession(db, as, clock.now().toISOString(), { hours: 10_000, idleMinutes: 100_000 });
    tokens.set(as.id, token);
    return token;
  };
  return {
    db, clock, ports, units: { province, ward, office, other }, standing,
    focal: await person(office, of('FOCAL_POINT', ward)),
    leader: await person(ward, of('UNIT_LEADER', ward)),
    auditor: await person(province, all('AUDITOR')),
    admin: await person(province, all('SYSTEM_ADMIN')),
    trainer: await person(province, all('TRAINING_ADMIN')),
    foreignLeader: await person(other, of('UNIT_LEADER', other)),
    foreignFocal: await person(other, of('FOCAL_POINT', other)),
    reader: await person(office),
    async assign(unit, model, role = 'IMPLEMENTER', from = '2026-01-01') {
      const outcome = await assignModel(ports, standing, { unit, model, role, from, note: '' });
      if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.faults)}`);
      return outcome.id;
    },
    async ask(route, as, params = {}, form, path = '/reports/monthly', context = {}) {
      return call(route as never, { db, clock, path, params, ...(as ? { token: await tokenOf(as) } : {}), context, ...(form ? { form } : {}) });
    },
    async take(route, as, params = {}, context = {}, path = '/reports/monthly') {
      return callForFile(route as never, { db, clock, path, params, token: await tokenOf(as), context });
    },
    [Symbol.asyncDispose]: () => db.destroy(),
  };
}
