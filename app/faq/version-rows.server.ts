import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../db/client.ts';
import type { Schema } from '../../db/schema.ts';
import type { Instant } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { canonicalAnswer, type AnswerFields, type Audience, type LegalBasis } from './rules/answer.ts';

export type VersionRow = Selectable<Schema['faq_version']>;
type Content = Pick<VersionRow, 'topic_key' | 'audience' | 'question' | 'variants' | 'short' | 'body' | 'papers' | 'fee' | 'place' | 'time_limit' | 'as_of' | 'confidence' | 'volatility' | 'review_due' | 'transfer_to' | 'sources' | 'related'>;

/** The columns that an answer fills; its legal bases stand in a table of their own. */
export function columnsOf(answer: AnswerFields): Content {
  return {
    topic_key: answer.topic, audience: answer.audience, question: answer.question, variants: JSON.stringify(answer.variants), short: answer.short, body: answer.body, papers: JSON.stringify(answer.papers),
    fee: answer.fee, place: answer.place, time_limit: answer.timeLimit, as_of: answer.asOf, confidence: answer.confidence, volatility: answer.volatility, review_due: answer.reviewDue,
    transfer_to: answer.transferTo, sources: JSON.stringify(answer.sources), related: JSON.stringify(answer.related),
  };
}

/** The answer that a row says. */
export function answerOfRow(row: Content, legalBasis: LegalBasis[]): AnswerFields {
  const list = (text: string) => JSON.parse(text) as string[];
  return {
    topic: row.topic_key, audience: row.audience as Audience, question: row.question, variants: list(row.variants), short: row.short, body: row.body, papers: list(row.papers), fee: row.fee, place: row.place,
    timeLimit: row.time_limit, legalBasis, asOf: row.as_of, confidence: row.confidence as AnswerFields['confidence'], volatility: row.volatility as AnswerFields['volatility'], reviewDue: row.review_due,
    transferTo: row.transfer_to, sources: list(row.sources), related: list(row.related),
  };
}

export async function basesOf(db: Db, versionId: string): Promise<LegalBasis[]> {
  return db
    .selectFrom('faq_legal_basis as b')
    .innerJoin('legal_document as d', 'd.id', 'b.document_id')
    .select(['d.name as document', 'b.article', 'd.effective_from as effectiveFrom', 'd.effective_to as effectiveTo'])
    .where('b.version_id', '=', versionId)
    .orderBy('b.position')
    .execute();
}

/** What a version says now. */
export async function answerOf(db: Db, row: VersionRow): Promise<AnswerFields> {
  return answerOfRow(row, await basesOf(db, row.id));
}

/** What an approval of this version would stand for. */
export function hashOf(answer: AnswerFields): string {
  return createHash('sha256').update(canonicalAnswer(answer)).digest('hex');
}

export interface Hand {
  /** Null for the program itself: what it loads has no author. */
  actorId: string | null;
  at: Instant;
}

export interface NewVersion extends Hand {
  entryId: string;
  number: number;
  isSample?: boolean;
  plannedPublishAt?: Instant | null;
}

/** Writes the draft of a further version. Documents must be there. */
export async function insertDraft(tx: Tx, answer: AnswerFields, { entryId, number, isSample = false, plannedPublishAt = null, actorId, at }: NewVersion): Promise<string> {
  const id = newId();
  await tx.insertInto('faq_version').values({ id, entry_id: entryId, number, ...columnsOf(answer), is_sample: isSample ? 1 : 0, planned_publish_at: plannedPublishAt, created_at: at, changed_at: at }).execute();
  await writeBases(tx, id, answer.legalBasis);
  await keepSave(tx, { versionId: id, revision: 0, answer }, { actorId, at });
  return id;
}

/** Writes over a draft; the caller has looked at its revision. @returns the new revision */
export async function updateDraft(tx: Tx, row: VersionRow, answer: AnswerFields, { actorId, at }: Hand): Promise<number> {
  const revision = row.revision + 1;
  await tx.updateTable('faq_version').set({ ...columnsOf(answer), revision, changed_at: at }).where('id', '=', row.id).execute();
  await tx.deleteFrom('faq_legal_basis').where('version_id', '=', row.id).execute();
  await writeBases(tx, row.id, answer.legalBasis);
  await keepSave(tx, { versionId: row.id, revision, answer }, { actorId, at });
  return revision;
}

async function writeBases(tx: Tx, versionId: string, bases: readonly LegalBasis[]): Promise<void> {
  if (bases.length === 0) return;
  const documents = new Map((await tx.selectFrom('legal_document').select(['id', 'name']).where('name', 'in', bases.map(({ document }) => document)).execute()).map(({ id, name }) => [name, id]));
  await tx.insertInto('faq_legal_basis').values(bases.map(({ document, article }, position) => ({ version_id: versionId, position, document_id: documents.get(document) ?? '', article }))).execute();
}

async function keepSave(tx: Tx, { versionId, revision, answer }: { versionId: string; revision: number; answer: AnswerFields }, { actorId, at }: Hand): Promise<void> {
  await tx.insertInto('faq_draft_save').values({ version_id: versionId, revision, fields: JSON.stringify(answer), saved_by: actorId, saved_at: at }).execute();
  if (actorId) await addAuthor(tx, versionId, actorId);
}

/** Whoever had a hand in a version never approves it. */
export async function addAuthor(tx: Tx, versionId: string, userId: string): Promise<void> {
  await tx.insertInto('faq_author').values({ version_id: versionId, user_id: userId }).onConflict((conflict) => conflict.doNothing()).execute();
}
