import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { newId } from '../../platform/ids.ts';
import { instantOf } from '../../platform/local-time.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, type Outcome, type Ports, type Refusal, refuse } from '../../people/index.server.ts';
import { entryIn, forbidden, isApproved, publicationsOf, shownOf, type EntryRow } from '../entry-rows.server.ts';
import { answerFaults as faults } from '../messages/faults.ts';
import { canPublishAnswers } from '../policy.ts';
import { collisionOf } from '../rules/publication-window.ts';
import type { VersionRow } from '../version-rows.server.ts';

/** When a version is shown, as it was typed: wall-clock times of the province to the second; null means now, or without an end. */
export interface Wish {
  entryId: string;
  versionId: string;
  publishAt: string | null;
  withdrawAt: string | null;
}

/** Publishes an appraised version, now or at a second to come, perhaps with the second of its withdrawal. */
export async function publishAnswer(ports: Ports, actor: Actor, wish: Wish): Promise<Outcome<{ publishAt: Instant }>> {
  if (!canPublishAnswers(actor)) throw forbidden();
  const { at } = momentOf(ports);
  const toInstant = (local: string | null) => (local === null ? null : instantOf(local, ports.timeZone));
  const [publishAt, withdrawAt] = [toInstant(wish.publishAt) ?? at, toInstant(wish.withdrawAt)];
  const say = defineFormats('vi', ports.timeZone).second;
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ publishAt: Instant }>> => {
    const entry = await entryIn(tx, wish.entryId);
    if (publishAt < at) return refuse('publishAt', faults.both('publish.past', { time: say(publishAt) }));
    if (withdrawAt !== null && withdrawAt <= publishAt) return refuse('withdrawAt', faults.both('publish.order'));
    const version = await tx.selectFrom('faq_version').selectAll().where('id', '=', wish.versionId).where('entry_id', '=', entry.id).executeTakeFirst();
    if (!version || !(await isApproved(tx, version))) return refuse('form', faults.both('publish.not-approved'));
    const refusal = await publishIn(tx, { entry, version, publishAt, withdrawAt, at, actor, timeZone: ports.timeZone });
    return refusal ?? { ok: true, publishAt };
  });
}

export interface Publishing {
  entry: EntryRow;
  version: VersionRow;
  publishAt: Instant;
  withdrawAt: Instant | null;
  at: Instant;
  actor: Actor;
  timeZone: string;
}

/** Writes a publication unless it contradicts another one. */
export async function publishIn(tx: Tx, { entry, version, publishAt, withdrawAt, at, actor, timeZone }: Publishing): Promise<Refusal | null> {
  if (entry.retired_at) return refuse('form', faults.both('gone.retired'));
  const say = defineFormats('vi', timeZone).second;
  const open = (await publicationsOf(tx, entry.id)).map((row) => ({ ...row, publishAt: row.publish_at, withdrawAt: row.withdraw_at }));
  const before = open.filter((row) => row.publishAt <= publishAt).at(-1);
  if (before?.version_id === version.id && before.withdrawAt === null && withdrawAt === null) return refuse('form', faults.both('publish.shown'));
  const collision = collisionOf({ publishAt, withdrawAt }, open);
  if (collision) {
    const { kind, other } = collision;
    if (kind === 'moment') return refuse('publishAt', faults.both('publish.moment', { time: say(publishAt) }));
    if (kind === 'inside') return refuse('publishAt', faults.both('publish.inside', { from: say(other.publishAt), to: say(other.withdrawAt ?? ''), number: other.number }));
    return refuse('withdrawAt', faults.both('publish.across', { from: say(other.publishAt), number: other.number }));
  }
  await tx.insertInto('faq_publication').values({ id: newId(), entry_id: entry.id, version_id: version.id, publish_at: publishAt, withdraw_at: withdrawAt, created_by: actor.id, created_at: at }).execute();
  await recordAudit(tx, { at, actor, action: 'answer.publish', objectType: 'answer', objectId: entry.id, details: { version: version.number, publishAt, ...(withdrawAt ? { withdrawAt } : {}) } });
  return null;
}

/** Takes a publication off the plan that has not begun. */
export async function cancelPublication(ports: Ports, actor: Actor, { entryId, publicationId }: { entryId: string; publicationId: string }): Promise<Outcome> {
  if (!canPublishAnswers(actor)) throw forbidden();
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    await entryIn(tx, entryId);
    const row = (await publicationsOf(tx, entryId)).find(({ id }) => id === publicationId);
    if (!row) return refuse('form', faults.both('publish.none'));
    if (row.publish_at <= at) return refuse('form', faults.both('publish.begun'));
    await tx.updateTable('faq_publication').set({ cancelled_at: at }).where('id', '=', row.id).execute();
    await recordAudit(tx, { at, actor, action: 'answer.cancel-publication', objectType: 'answer', objectId: entryId, details: { version: row.number, publishAt: row.publish_at } });
    return { ok: true };
  });
}

/** Withdraws what an entry shows, now or at a second to come; whoever opens it then gets the same "not found" as for what never was. */
export async function withdrawAnswer(ports: Ports, actor: Actor, { entryId, withdrawAt, reason }: { entryId: string; withdrawAt: string | null; reason: string }): Promise<Outcome> {
  if (!canPublishAnswers(actor)) throw forbidden();
  const { at } = momentOf(ports);
  const moment = withdrawAt === null ? at : instantOf(withdrawAt, ports.timeZone);
  const say = defineFormats('vi', ports.timeZone).second;
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const entry = await entryIn(tx, entryId);
    const shown = await shownOf(tx, entry, at);
    if (!shown) return refuse('form', faults.both('withdraw.none'));
    if (moment < at) return refuse('withdrawAt', faults.both('publish.past', { time: say(moment) }));
    const next = (await publicationsOf(tx, entryId)).find(({ publish_at }) => publish_at > at && publish_at < moment);
    if (next) return refuse('withdrawAt', faults.both('publish.across', { from: say(next.publish_at), number: next.number }));
    await tx.updateTable('faq_publication').set({ withdraw_at: moment, withdraw_reason: reason }).where('id', '=', shown.id).execute();
    await recordAudit(tx, { at, actor, action: 'answer.withdraw', objectType: 'answer', objectId: entryId, details: { version: shown.number, withdrawAt: moment, reason } });
    return { ok: true };
  });
}

/** Takes back a withdrawal that has not come yet. */
export async function keepAnswer(ports: Ports, actor: Actor, { entryId, publicationId }: { entryId: string; publicationId: string }): Promise<Outcome> {
  if (!canPublishAnswers(actor)) throw forbidden();
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    await entryIn(tx, entryId);
    const row = (await publicationsOf(tx, entryId)).find(({ id }) => id === publicationId);
    if (!row) return refuse('form', faults.both('publish.none'));
    if (row.withdraw_at === null || row.withdraw_at <= at) return refuse('form', faults.both('withdraw.done'));
    await tx.updateTable('faq_publication').set({ withdraw_at: null, withdraw_reason: null }).where('id', '=', row.id).execute();
    await recordAudit(tx, { at, actor, action: 'answer.keep', objectType: 'answer', objectId: entryId, details: { version: row.number } });
    return { ok: true };
  });
}
