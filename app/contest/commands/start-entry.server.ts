import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { newId } from '../../platform/ids.ts';
import { closedFor, notFound, timesOf } from '../entry-rows.server.ts';
import { entryFaults as faults } from '../messages/entry-faults.ts';
import { hasSeat } from '../queries/judges.server.ts';
import { asLogged } from './write-profile.server.ts';

/** More than anybody needs; a program that begins entries without end stops here. */
const mostEntries = 10;

/** Begins an entry of whoever has a contestant's profile; she leads its team. */
export async function startEntry(ports: Ports, actor: Actor, { slug, title, trackId }: { slug: string; title: string; trackId: string | null }): Promise<Outcome<{ id: string }>> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ id: string }>> => {
    const contest = await tx.selectFrom('contest').select(['id', 'code']).where('slug', '=', slug).where('published_at', 'is not', null).executeTakeFirst();
    if (!contest) throw notFound();
    const closed = closedFor(at, await timesOf(tx, contest.id), ports.timeZone);
    if (closed) return closed;
    if (!(await tx.selectFrom('contestant').select('user_id').where('user_id', '=', actor.id).executeTakeFirst())) return refuse('form', faults.both('no-profile'));
    if (await hasSeat(tx, contest.id, actor.id)) return refuse('form', faults.both('jury'));
    if (!(await fitsTrack(tx, contest.id, trackId))) return refuse('track', faults.both('track'));
    const own = await tx.selectFrom('entry').select((row) => row.fn.countAll<number>().as('count')).where('contest_id', '=', contest.id).where('owner_id', '=', actor.id).executeTakeFirstOrThrow();
    if (own.count >= mostEntries) return refuse('form', faults.both('too-many-entries', { max: mostEntries }));
    const id = newId();
    await tx.insertInto('entry').values({ id, contest_id: contest.id, number: await nextNumber(tx, contest), track_id: trackId, owner_id: actor.id, title, created_at: at }).execute();
    const account = await tx.selectFrom('user_account').select('email').where('id', '=', actor.id).executeTakeFirstOrThrow();
    await tx.insertInto('entry_member').values({ id: newId(), entry_id: id, user_id: actor.id, email: account.email ?? '', full_name: actor.fullName, is_lead: 1, invited_at: at, accepted_at: at }).execute();
    await recordAudit(tx, { at, actor: asLogged(actor), action: 'entry.create', objectType: 'entry', objectId: id });
    return { ok: true, id };
  });
}

/** Entries are never deleted, so their count gives the next number. */
async function nextNumber(tx: Tx, contest: { id: string; code: string }): Promise<string> {
  const { count } = await tx.selectFrom('entry').select((row) => row.fn.countAll<number>().as('count')).where('contest_id', '=', contest.id).executeTakeFirstOrThrow();
  return `${contest.code}-${String(count + 1).padStart(4, '0')}`;
}

/** Whether a track is one of the contest's; without a choice it is fine as long as the entry is a draft. */
export async function fitsTrack(tx: Tx, contestId: string, trackId: string | null): Promise<boolean> {
  if (trackId === null) return true;
  return (await tx.selectFrom('contest_track').select('id').where('contest_id', '=', contestId).where('id', '=', trackId).executeTakeFirst()) !== undefined;
}
