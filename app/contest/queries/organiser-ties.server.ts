import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { AppError } from '../../platform/errors.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { organiserTieMessages as messages } from '../messages/organiser-ties.ts';
import type { TieKind } from '../rules/conflicts.ts';
import { holdersOf } from './holders.server.ts';
import type { JudgingContest } from './judging-contest.server.ts';
import { isEntrant } from './own-entry.server.ts';
import { tiesOf } from './parties.server.ts';
import { eligibleIds } from './screening.server.ts';

/** An entry of one's own, drafts included; or an entry of somebody of one's own unit, organisation or firm. */
export type OrganiserTie = 'OWN' | 'ORGANISATION';
type Asked = Pick<JudgingContest, 'id' | 'createdAt'>;

const sameHouse: readonly TieKind[] = ['SAME_UNIT', 'SAME_ORGANISATION', 'SAME_TAX_CODE'];
const mostNamed = 3;

/**
 * What keeps organisers from giving entries out and from seeing who judges which of them, in the order of their ids. A shared organisation counts once screening has found the
 * entry eligible: whoever only types the name of the organisers' house keeps nobody from the desk.
 */
export async function organiserTies(db: Db, contest: Asked, userIds: readonly string[]): Promise<(OrganiserTie | null)[]> {
  const eligible = await eligibleIds(db, contest.id);
  const found = await tiesOf(db, contest, userIds.map((userId) => ({ userId, fullName: '', email: null, employer: null, named: [] })));
  return Promise.all(userIds.map(async (userId, at) => ((await isEntrant(db, contest.id, userId)) ? 'OWN' : found[at]?.some(({ entryId, kinds }) => eligible.has(entryId) && kinds.some((kind) => sameHouse.includes(kind))) ? 'ORGANISATION' : null)));
}

/** Why this organiser must leave a step about judges to others, and to whom; null when nothing ties her. */
export async function tieWords(db: Db, contest: Asked, actor: Pick<Actor, 'id'>): Promise<Localised | null> {
  const [tie] = await organiserTies(db, contest, [actor.id]);
  if (!tie) return null;
  const others = await listUntied(db, contest, actor.id);
  const who = others.length > 0 ? messages.both('others', { names: others.slice(0, mostNamed).join(', ') }) : messages.both('nobody');
  const why = messages.both(tie);
  return { vi: `${why.vi} ${who.vi}`, en: `${why.en} ${who.en}` };
}

/** @throws AppError forbidden for organisers whom something ties to an entry of the contest */
export async function demandUntied(db: Db, contest: Asked, actor: Pick<Actor, 'id'>): Promise<void> {
  const words = await tieWords(db, contest, actor);
  if (words) throw new AppError('forbidden', words);
}

/** Names of other organisers who are neither tied nor in the jury. */
async function listUntied(db: Db, contest: Asked, but: string): Promise<string[]> {
  const seated = db.selectFrom('judge').select('user_id').where('contest_id', '=', contest.id).where('declined_at', 'is', null).where('removed_at', 'is', null);
  const holders = (await holdersOf(db, 'CONTEST_ORGANISER')).filter((id) => id !== but);
  if (holders.length === 0) return [];
  const people = await db.selectFrom('user_account').select(['id', 'full_name']).where('id', 'in', holders).where('id', 'not in', seated).orderBy('sort_key').orderBy('id').execute();
  const ties = await organiserTies(db, contest, people.map(({ id }) => id));
  return people.filter((_, at) => ties[at] === null).map((person) => person.full_name);
}
