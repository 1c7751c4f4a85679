import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { appealMessages as messages } from '../messages/appeals.ts';
import { getOwnEntry } from '../queries/own-entry.server.ts';
import { asLogged } from './write-profile.server.ts';

/** The owner says whether an entry may be shown by title, names and summary; she may take that back at any time, and the next page that is opened follows. */
export async function setGalleryConsent(ports: Ports, actor: Actor, what: { entry: string; isGiven: boolean }): Promise<Outcome> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const entry = await getOwnEntry(tx, actor, what.entry);
    if (!entry.isOwner) return refuse('form', messages.both('fault.owner-only'));
    const known = await tx.selectFrom('gallery_consent').select('withdrawn_at').where('entry_id', '=', entry.id).executeTakeFirst();
    const isGiven = known !== undefined && known.withdrawn_at === null;
    if (isGiven === what.isGiven) return { ok: true };
    const given = { given_by: actor.id, given_at: at, withdrawn_at: null };
    if (what.isGiven) await tx.insertInto('gallery_consent').values({ entry_id: entry.id, ...given }).onConflict((conflict) => conflict.column('entry_id').doUpdateSet(given)).execute();
    else await tx.updateTable('gallery_consent').set({ withdrawn_at: at }).where('entry_id', '=', entry.id).execute();
    await recordAudit(tx, { at, actor: asLogged(actor), action: what.isGiven ? 'contest.gallery-consent' : 'contest.gallery-withdraw', objectType: 'entry', objectId: entry.id, details: {} });
    return { ok: true };
  });
}
