import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { appealMessages as messages } from '../messages/appeals.ts';
import { findUnnamed } from '../queries/gallery.server.ts';
import { getOwnEntry, teamOf, type OwnEntry } from '../queries/own-entry.server.ts';
import { writeNotice } from './write-notice.server.ts';
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
    if (!what.isGiven) await tellTeam(tx, entry, at);
    await recordAudit(tx, { at, actor: asLogged(actor), action: what.isGiven ? 'contest.gallery-consent' : 'contest.gallery-withdraw', objectType: 'entry', objectId: entry.id, details: {} });
    return { ok: true };
  });
}

/** A member of a team says whether she is named where the entry is shown. The owner’s consent decides about the entry; about her own name everybody decides, at any time. */
export async function setOwnName(ports: Ports, actor: Actor, what: { entry: string; isNamed: boolean }): Promise<Outcome> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const entry = await getOwnEntry(tx, actor, what.entry);
    // Whoever owns the entry is named with it or not at all.
    if (entry.isOwner) return refuse('form', messages.both('fault.owner-name'));
    const since = await findUnnamed(tx, entry.id, actor.id);
    if ((since === null) === what.isNamed) return { ok: true };
    await tx.updateTable('entry_member').set({ unnamed_at: what.isNamed ? null : at }).where('entry_id', '=', entry.id).where('user_id', '=', actor.id).execute();
    await recordAudit(tx, { at, actor: asLogged(actor), action: what.isNamed ? 'contest.name-member' : 'contest.unname-member', objectType: 'entry', objectId: entry.id, details: {} });
    return { ok: true };
  });
}

async function tellTeam(tx: Tx, entry: OwnEntry, at: string): Promise<void> {
  const words = (locale: 'vi' | 'en') => ({ subject: messages.in(locale)('gallery.told.subject', { number: entry.number }), body: messages.in(locale)('gallery.told.body', { number: entry.number }) });
  await writeNotice(tx, { id: `gallery-withdrawal:${entry.id}:${at}`, recipients: await teamOf(tx, entry.id), words, reason: messages.both('told.reason'), link: `/contests/entries/${entry.id}/gallery`, at });
}
