import type { Db } from '../../db/client.ts';
import type { Actor } from '../../app/people/actor.ts';
import { testClock, type TestClock } from '../support/clock.ts';
import { freshDb } from '../support/db.ts';
import { makePerson, makeSession, makeUnit } from './people.ts';

export interface SignedIn {
  db: Db;
  clock: TestClock;
  person: Actor;
  /** Of the session that the person has just opened. */
  token: string;
}

/** A fresh installation in which one person of one unit is signed in. */
export async function signedIn(traits: Parameters<typeof makePerson>[1] = {}, unit: Parameters<typeof makeUnit>[1] = {}): Promise<SignedIn> {
  const db = await freshDb();
  const clock = testClock();
  const person = await makePerson(db, { ...traits, unitId: await makeUnit(db, unit) });
  return { db, clock, person, token: await makeSession(db, person, clock.now().toISOString()) };
}
