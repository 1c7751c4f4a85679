import { roles, type Actor, type Role } from '../../app/people/actor.ts';
import type { Db } from '../../db/client.ts';
import { makePerson, makeSession } from './people.ts';

/** Somebody who reads, signed in unless she is a stranger. */
export interface Reader {
  name: string;
  actor: Actor | null;
  token?: string;
}

/** A stranger, somebody from outside, an official without any role, whoever has every role, and one with each role alone; in this order. */
export async function makeReaders(db: Db, now: string): Promise<Reader[]> {
  const unitId = (await db.selectFrom('org_unit').select('id').executeTakeFirst())?.id;
  // Numbers of their own: the world that they come to may have been made by another process, which counted from one as well.
  let made = 0;
  const person = (...held: Role[]) => makePerson(db, { staffNo: `CB70${String(++made).padStart(3, '0')}`, email: null, ...(unitId ? { unitId } : {}), grants: held.map((role) => ({ role, scope: 'ALL', unitId: null })) });
  const outside: Actor = { ...(await person()), accountKind: 'SERVICE' };
  await db.updateTable('user_account').set({ account_kind: 'SERVICE' }).where('id', '=', outside.id).execute();
  const named: [string, Actor][] = [['somebody from outside', outside], ['an official', await person()], ['whoever has every role', await person(...roles)]];
  for (const role of roles) named.push([role, await person(role)]);
  const signedIn = await Promise.all(named.map(async ([name, actor]): Promise<Reader> => ({ name, actor, token: await makeSession(db, actor, now) })));
  return [{ name: 'a stranger', actor: null }, ...signedIn];
}
