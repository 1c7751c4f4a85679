import { listGaps } from '../../app/faq/queries/gaps.server.ts';
import { newId } from '../../app/platform/ids.ts';
import { fold } from '../../app/platform/text/fold.ts';
import type { Role } from '../../app/people/actor.ts';
import type { Db } from '../../db/client.ts';
import { testClock } from '../support/clock.ts';
import { freshDb } from '../support/db.ts';
import { testPorts } from './calls.ts';
import { makePerson } from './people.ts';

/** Where questions without an answer are decided: an editor, an agent, an officer, and the list of open gaps. */
export async function gapDesk() {
  const db = await freshDb();
  const clock = testClock();
  const person = (role?: Role) => makePerson(db, { grants: role ? [{ role, scope: 'ALL', unitId: null }] : [] });
  const [editor, agent, officer] = [await person('CONTENT_EDITOR'), await person('CALL_AGENT'), await person('LEGAL_OFFICER')];
  const ports = { ...testPorts(db, clock), secret: 'test-secret' };
  const moment = () => ({ at: clock.now().toISOString(), today: clock.now().toISOString().slice(0, 10) });
  const ago = (days: number) => new Date(clock.now().getTime() - days * 86_400_000).toISOString();
  const gaps = async (filter: Parameters<typeof listGaps>[2] = { signal: '', topic: '', spikes: false }) => (await listGaps(db, moment(), filter)).rows;
  return { db, clock, editor, agent, officer, ports, moment, ago, gaps, person, [Symbol.asyncDispose]: () => db.destroy() };
}

/** Somebody searches; without `results` she finds nothing. */
export async function ask(db: Db, question: string, traits: { at: string; source?: 'PUBLIC' | 'STAFF' | 'DESK'; results?: number; unitId?: string; opened?: string; outcome?: 'ENOUGH' | 'NONE' | 'AGAIN' }): Promise<void> {
  await db.insertInto('faq_search').values({ id: newId(), question, question_fold: fold(question), results: traits.results ?? 0, opened_version_id: traits.opened ?? null, outcome: traits.outcome ?? null, source: traits.source ?? 'PUBLIC', unit_id: traits.unitId ?? null, at: traits.at }).execute();
}
