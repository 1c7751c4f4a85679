import type { Selectable } from 'kysely';
import type { Tx } from '../../../db/client.ts';
import type { Schema } from '../../../db/schema.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { newId } from '../../platform/ids.ts';
import { instantOf } from '../../platform/local-time.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, type Outcome, type Ports, type Refusal, refuse } from '../../people/index.server.ts';
import { entryIn, forbidden, newestOf, publicationsOf } from '../entry-rows.server.ts';
import { answerFaults as faults } from '../messages/faults.ts';
import { canPublishAnswers, canWriteAnswers } from '../policy.ts';
import { lapsesOn, type LegalBasis } from '../rules/answer.ts';
import { answerOf, insertDraft, updateDraft } from '../version-rows.server.ts';

type DocumentRow = Selectable<Schema['legal_document']>;
interface Dates {
  effectiveFrom: string | null;
  effectiveTo: string | null;
}

const isUpsideDown = ({ effectiveFrom, effectiveTo }: Dates) => effectiveFrom !== null && effectiveTo !== null && effectiveTo < effectiveFrom;

/** Adds a document on which answers can rest. */
export async function addDocument(ports: Ports, actor: Actor, form: Dates & { name: string }): Promise<Outcome<{ id: string }>> {
  if (!canPublishAnswers(actor)) throw forbidden();
  if (isUpsideDown(form)) return refuse('effectiveTo', faults.both('document.order'));
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ id: string }>> => {
    if (await tx.selectFrom('legal_document').select('id').where('name', '=', form.name).executeTakeFirst()) return refuse('name', faults.both('document.used'));
    const id = newId();
    await tx.insertInto('legal_document').values({ id, name: form.name, effective_from: form.effectiveFrom, effective_to: form.effectiveTo, revision: 1 }).execute();
    await recordAudit(tx, { at, actor, action: 'legal-document.create', objectType: 'legal_document', objectId: id, details: { document: form.name } });
    return { ok: true, id };
  });
}

/** Sets from when to when a document holds. From 00:00 of the day after its last one, whatever rests on it is flagged. */
export async function dateDocument(ports: Ports, actor: Actor, id: string, form: Dates & { revision: number }): Promise<Outcome> {
  if (!canPublishAnswers(actor)) throw forbidden();
  if (isUpsideDown(form)) return refuse('effectiveTo', faults.both('document.order'));
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const row = await documentIn(tx, id);
    if (row.revision !== form.revision) return refuse('form', faults.both('document.changed'));
    await tx.updateTable('legal_document').set({ effective_from: form.effectiveFrom, effective_to: form.effectiveTo, revision: row.revision + 1 }).where('id', '=', id).execute();
    await recordAudit(tx, { at, actor, action: 'legal-document.date', objectType: 'legal_document', objectId: id, details: { document: row.name, effectiveFrom: form.effectiveFrom ?? '', effectiveTo: form.effectiveTo ?? '' } });
    return { ok: true };
  });
}

/** A document by its id. @throws AppError not-found */
async function documentIn(tx: Tx, id: string): Promise<DocumentRow> {
  const row = await tx.selectFrom('legal_document').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return row;
}

export interface Successors {
  entryIds: readonly string[];
  /** The document that takes the place of the one that lapses, with its article. */
  replacement: string | null;
  article: string | null;
}

/**
 * Prepares what follows when a document lapses: for each chosen answer a draft without that basis, planned for the very second in which the document
 * ceases to hold. It is shown from then on if it has been appraised by then. All of them or none.
 */
export async function prepareSuccessors(ports: Ports, actor: Actor, documentId: string, { entryIds, replacement, article }: Successors): Promise<Outcome<{ count: number; publishAt: Instant }>> {
  if (!canWriteAnswers(actor)) throw forbidden();
  if (entryIds.length === 0) return refuse('form', faults.both('document.nothing'));
  const { at } = momentOf(ports);
  const work = ports.db.transaction().execute(async (tx): Promise<Outcome<{ count: number; publishAt: Instant }>> => {
    const document = await documentIn(tx, documentId);
    if (!document.effective_to) return refuse('form', faults.both('document.no-end'));
    const publishAt = instantOf(`${lapsesOn(document.effective_to)}T00:00`, ports.timeZone);
    if (publishAt <= at) return refuse('form', faults.both('document.over', { day: defineFormats('vi', ports.timeZone).day(publishAt) }));
    if (replacement && !(await tx.selectFrom('legal_document').select('id').where('name', '=', replacement).executeTakeFirst())) return refuse('replacement', faults.both('basis.unknown', { name: replacement }));
    if (replacement === document.name) return refuse('replacement', faults.both('document.itself'));
    const follow = (bases: LegalBasis[]) => withReplacement(bases.filter((basis) => basis.document !== document.name), replacement, article);
    for (const entryId of new Set(entryIds)) {
      const refusal = await prepareOne(tx, { entryId, document, publishAt, follow, actor, at });
      if (refusal) throw new NotPrepared(refusal);
    }
    await recordAudit(tx, { at, actor, action: 'legal-document.prepare', objectType: 'legal_document', objectId: documentId, details: { document: document.name, count: new Set(entryIds).size, publishAt } });
    return { ok: true, count: new Set(entryIds).size, publishAt };
  });
  return work.catch((error: unknown) => {
    if (error instanceof NotPrepared) return error.refusal;
    throw error;
  });
}

/** A basis that stands there already is not written twice. */
function withReplacement(bases: LegalBasis[], document: string | null, article: string | null): LegalBasis[] {
  if (document === null || bases.some((basis) => basis.document === document && basis.article === article)) return bases;
  return [...bases, { document, article, effectiveFrom: null, effectiveTo: null }];
}

interface OneSuccessor {
  entryId: string;
  document: DocumentRow;
  publishAt: Instant;
  follow: (bases: LegalBasis[]) => LegalBasis[];
  actor: Actor;
  at: Instant;
}

async function prepareOne(tx: Tx, { entryId, document, publishAt, follow, actor, at }: OneSuccessor): Promise<Refusal | null> {
  const entry = await entryIn(tx, entryId);
  const newest = await newestOf(tx, entryId);
  const answer = await answerOf(tx, newest);
  const rests = answer.legalBasis.some((basis) => basis.document === document.name);
  if (entry.retired_at || (!rests && newest.hash !== null)) return refuse('form', faults.both('document.not-based'));
  const next = { ...answer, legalBasis: follow(answer.legalBasis) };
  if (newest.hash === null) {
    await updateDraft(tx, newest, next, { actorId: actor.id, at });
    await tx.updateTable('faq_version').set({ planned_publish_at: publishAt }).where('id', '=', newest.id).execute();
  } else {
    const isOut = (await publicationsOf(tx, entryId)).some(({ version_id }) => version_id === newest.id);
    if (!isOut) return refuse('form', faults.both('document.waiting', { question: answer.question }));
    await insertDraft(tx, next, { entryId, number: newest.number + 1, isSample: newest.is_sample === 1, plannedPublishAt: publishAt, actorId: actor.id, at });
  }
  await recordAudit(tx, { at, actor, action: 'answer.plan', objectType: 'answer', objectId: entryId, details: { document: document.name, publishAt } });
  return null;
}

/** Ends the transaction without leaving a trace. */
class NotPrepared extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super('not prepared');
    this.refusal = refusal;
  }
}
