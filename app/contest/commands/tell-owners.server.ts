import type { Tx } from '../../../db/client.ts';
import { unitIdsUnder } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { adoptionMessages as messages } from '../messages/adoption.ts';
import { adoptionUseMessages } from '../messages/adoption-use.ts';
import { holdersOf } from '../queries/holders.server.ts';
import { writeNotice } from './write-notice.server.ts';

/** Writes to the leaders of the unit that applies an entry; to the organisers when it has none, so that nothing is asked of nobody. @returns whether anybody was there */
export async function tellOwners(tx: Tx, adoption: { id: string; unitId: string; number: string }, what: { subject: 'told.propose' | 'told.prompt'; source: string; at: Instant; today: Day; /** What the pilot still lacks. */ owes?: 'PLAN' | 'RESULT' | null }): Promise<boolean> {
  const words = (locale: 'vi' | 'en') => ({ subject: messages.in(locale)(what.subject, { number: '{{so_bai}}' }), body: [messages.in(locale)(`${what.subject}-body`), ...(what.owes ? [adoptionUseMessages.in(locale)(`pilot.owes.${what.owes}`)] : [])].join('\n\n') });
  const leaders = await leadersOf(tx, adoption.unitId, what.today);
  const recipients = leaders.length > 0 ? leaders : await holdersOf(tx, 'CONTEST_ORGANISER');
  const reason = messages.both(leaders.length > 0 ? 'told.reason' : 'told.reason-organiser');
  return writeNotice(tx, { id: what.source, recipients, words, reason, link: `/contest-desk/adoptions/${adoption.id}`, at: what.at, variables: { so_bai: adoption.number } });
}

/** Leaders whose unit is this one or stands above it within their own reach; those of the unit itself first of all. */
async function leadersOf(tx: Tx, unitId: string, today: Day): Promise<string[]> {
  const grants = await tx.selectFrom('role_assignment as r').innerJoin('user_account as u', 'u.id', 'r.user_id').select(['u.id', 'r.unit_id as unitId']).where('r.role', '=', 'UNIT_LEADER').where('r.scope', '=', 'SUBTREE').where('r.revoked_at', 'is', null).where('u.disabled_at', 'is', null).execute();
  const own = grants.filter((grant) => grant.unitId === unitId).map(({ id }) => id);
  if (own.length > 0) return own;
  const above: string[] = [];
  for (const { id, unitId: top } of grants) if (top && (await unitIdsUnder(tx, top, today)).includes(unitId)) above.push(id);
  return [...new Set(above)];
}
