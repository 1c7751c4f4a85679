import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { newId } from '../../platform/ids.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, type Outcome, type Ports, type Refusal, refuse } from '../../people/index.server.ts';
import { draftOf, entryIn, forbidden, freeSlug, newestOf } from '../entry-rows.server.ts';
import type { WrittenAnswer } from '../forms/answer-form.ts';
import { answerFaults as faults } from '../messages/faults.ts';
import { canWriteAnswers } from '../policy.ts';
import { reservedSlugs } from '../rules/answer-slug.ts';
import { faultsOfAnswer } from '../rules/answer-faults.ts';
import type { AnswerFields } from '../rules/answer.ts';
import { answerOf, insertDraft, updateDraft, type VersionRow } from '../version-rows.server.ts';

/** Starts an answer as a draft. Without a code of its own it gets one from its question. */
export async function addAnswer(ports: Ports, actor: Actor, { fields, slug: wanted }: WrittenAnswer & { slug: string }): Promise<Outcome<{ id: string }>> {
  if (!canWriteAnswers(actor)) throw forbidden();
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ id: string }>> => {
    const refusal = await faultsIn(tx, fields, today, null);
    if (refusal) return refusal;
    if (reservedSlugs.has(wanted)) return refuse('slug', faults.both('slug.reserved', { slug: wanted }));
    const slug = wanted || (await freeSlug(tx, fields.question));
    if (await tx.selectFrom('faq_entry').select('id').where('slug', '=', slug).executeTakeFirst()) return refuse('slug', faults.both('slug.used', { slug }));
    const id = newId();
    await tx.insertInto('faq_entry').values({ id, slug, created_by: actor.id, created_at: at }).execute();
    await insertDraft(tx, fields, { entryId: id, number: 1, actorId: actor.id, at });
    await recordAudit(tx, { at, actor, action: 'answer.create', objectType: 'answer', objectId: id, details: { answer: slug } });
    return { ok: true, id };
  });
}

/** Saves the open draft. What somebody else saved since this page was opened is never written over. */
export async function editAnswer(ports: Ports, actor: Actor, entryId: string, { fields, confirmedBy, revision }: WrittenAnswer & { revision: number }): Promise<Outcome> {
  if (!canWriteAnswers(actor)) throw forbidden();
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const entry = await entryIn(tx, entryId);
    if (entry.retired_at) return refuse('form', faults.both('gone.retired'));
    const draft = await draftOf(tx, entryId);
    if (!draft) return refuse('form', faults.both('gone.no-draft'));
    if (draft.revision !== revision) return refuse('revision', await changedBy(tx, draft, ports.timeZone));
    const before = await answerOf(tx, draft);
    const raised = before.confidence === 'C' && fields.confidence !== 'C';
    if (raised && !confirmedBy) return refuse('confirmedBy', faults.both('confidence.source'));
    const refusal = await faultsIn(tx, fields, today, entry.slug);
    if (refusal) return refusal;
    await updateDraft(tx, draft, fields, { actorId: actor.id, at });
    const details = { version: draft.number, fields: changedFields(before, fields), ...(raised ? { from: before.confidence, to: fields.confidence, source: confirmedBy } : {}) };
    await recordAudit(tx, { at, actor, action: 'answer.edit', objectType: 'answer', objectId: entryId, details });
    return { ok: true };
  });
}

async function changedBy(tx: Tx, draft: VersionRow, timeZone: string) {
  const save = await tx.selectFrom('faq_draft_save as s').leftJoin('user_account as u', 'u.id', 's.saved_by').select(['u.full_name as name', 's.saved_at as at']).where('s.version_id', '=', draft.id).orderBy('s.revision', 'desc').limit(1).executeTakeFirst();
  return faults.both('changed-meanwhile', { name: save?.name ?? 'hoc06', time: defineFormats('vi', timeZone).second(save?.at ?? draft.changed_at) });
}

const changedFields = (before: AnswerFields, after: AnswerFields) => (Object.keys(after) as (keyof AnswerFields)[]).filter((field) => JSON.stringify(textOf(before, field)) !== JSON.stringify(textOf(after, field)));
/** The dates of a document are no part of an answer. */
const textOf = (answer: AnswerFields, field: keyof AnswerFields) => (field === 'legalBasis' ? answer.legalBasis.map(({ document, article }) => [document, article]) : answer[field]);

/** What keeps an answer from being saved: by itself, and beside what the database holds. */
export async function faultsIn(tx: Tx, fields: AnswerFields, today: string, ownSlug: string | null): Promise<Refusal | null> {
  const found: Refusal['faults'] = { ...faultsOfAnswer(fields, today) };
  if (!(await tx.selectFrom('faq_topic').select('key').where('key', '=', fields.topic).executeTakeFirst())) found['topic'] = faults.both('topic.unknown', { key: fields.topic });
  if (fields.transferTo && !(await tx.selectFrom('competent_body').select('key').where('key', '=', fields.transferTo).executeTakeFirst())) found['transferTo'] = faults.both('body.unknown', { key: fields.transferTo });
  for (const slug of fields.related) {
    if (slug === ownSlug) found['related'] ??= faults.both('related.self');
    else if (!(await tx.selectFrom('faq_entry').select('id').where('slug', '=', slug).executeTakeFirst())) found['related'] ??= faults.both('related.unknown', { slug });
  }
  for (const { document: name } of fields.legalBasis) {
    if (!(await tx.selectFrom('legal_document').select('id').where('name', '=', name).executeTakeFirst())) found['legalBasis'] ??= faults.both('basis.unknown', { name });
  }
  return Object.keys(found).length > 0 ? { ok: false, faults: found } : null;
}

/** Opens the next version as a copy of the newest one. With a draft open already, everybody writes on that. */
export async function openDraft(ports: Ports, actor: Actor, entryId: string): Promise<Outcome> {
  if (!canWriteAnswers(actor)) throw forbidden();
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const entry = await entryIn(tx, entryId);
    if (entry.retired_at) return refuse('form', faults.both('gone.retired'));
    const newest = await newestOf(tx, entryId);
    if (newest.hash === null) return { ok: true };
    await insertDraft(tx, await answerOf(tx, newest), { entryId, number: newest.number + 1, isSample: newest.is_sample === 1, actorId: actor.id, at });
    await recordAudit(tx, { at, actor, action: 'answer.open-version', objectType: 'answer', objectId: entryId, details: { version: newest.number + 1 } });
    return { ok: true };
  });
}

/** Throws an open draft away; what was handed in before stays. */
export async function discardDraft(ports: Ports, actor: Actor, entryId: string, revision: number): Promise<Outcome> {
  if (!canWriteAnswers(actor)) throw forbidden();
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    await entryIn(tx, entryId);
    const draft = await draftOf(tx, entryId);
    if (!draft) return refuse('form', faults.both('gone.no-draft'));
    if (draft.revision !== revision) return refuse('form', faults.both('changed-hash'));
    if (draft.number === 1) return refuse('form', faults.both('discard.first'));
    for (const table of ['faq_legal_basis', 'faq_author', 'faq_draft_save', 'faq_approval'] as const) await tx.deleteFrom(table).where('version_id', '=', draft.id).execute();
    await tx.deleteFrom('faq_version').where('id', '=', draft.id).execute();
    await recordAudit(tx, { at, actor, action: 'answer.discard', objectType: 'answer', objectId: entryId, details: { version: draft.number } });
    return { ok: true };
  });
}
