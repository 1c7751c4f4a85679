import type { Tx } from '../../../db/client.ts';
import { writeMessage } from '../../messaging/index.server.ts';
import { unitIdsUnder } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { adoptionMessages as messages } from '../messages/adoption.ts';

/** Writes to the leaders of the unit that applies an entry; to the organisers when it has none, so that nothing is asked of nobody. @returns whether anybody was there */
export async function tellOwners(tx: Tx, adoption: { id: string; unitId: string; number: string }, what: { subject: 'told.propose' | 'told.prompt'; source: string; at: Instant; today: Day }): Promise<boolean> {
  const words = (locale: 'vi' | 'en') => ({ subject: messages.in(locale)(what.subject, { number: '{{so_bai}}' }), body: messages.in(locale)(`${what.subject}-body`) });
  const leaders = await leadersOf(tx, adoption.unitId, what.today);
  const recipients = leaders.length > 0 ? leaders : await holdersOf(tx, 'CONTEST_ORGANISER');
  const written = await writeMessage(tx, {
    source: { type: 'NOTICE', id: what.source },
    topic: 'CONTEST',
    isDuty: true,
    urgency: 'NORMAL',
    reason: messages.both(leaders.length > 0 ? 'told.reason' : 'told.reason-organiser'),
    content: { vi: words('vi'), en: words('en'), link: `/contest-desk/adoptions/${adoption.id}` },
    channels: [{ channel: 'IN_APP', whenClosed: 'WAIT' }, { channel: 'EMAIL', whenClosed: 'WAIT' }],
    recipients,
    variables: new Map(recipients.map((person) => [person, { so_bai: adoption.number }])),
    sendAt: what.at,
    notAfter: new Date(Date.parse(what.at) + 14 * 86_400_000).toISOString(),
    createdBy: null,
    now: what.at,
  });
  return written.ok;
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

async function holdersOf(tx: Tx, role: string): Promise<string[]> {
  const rows = await tx.selectFrom('role_assignment as r').innerJoin('user_account as u', 'u.id', 'r.user_id').select('u.id').distinct().where('r.role', '=', role).where('r.revoked_at', 'is', null).where('u.disabled_at', 'is', null).execute();
  return rows.map(({ id }) => id);
}
