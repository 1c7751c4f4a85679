import type { Db } from '../../../db/client.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { compareTexts } from '../../platform/text/fold.ts';
import { standingOf } from '../rules/answer.ts';
import { workState, type WorkState } from '../rules/answer-state.ts';
import { shownVersions, type Moment } from './current-answers.server.ts';

export type Validity = 'IN_FORCE' | 'ENDING' | 'EXPIRED' | 'NOT_YET' | 'UNKNOWN';
export interface DocumentLine {
  id: string;
  name: string;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  revision: number;
  validity: Validity;
  /** How many shown answers rest on it. */
  answers: number;
}

/** How a document stands on a day. */
export function validityOf(document: { effectiveFrom: string | null; effectiveTo: string | null }, today: string): Validity {
  const standing = standingOf(document, today);
  if (standing !== 'holds') return standing === 'lapsed' ? 'EXPIRED' : 'NOT_YET';
  if (document.effectiveTo !== null) return 'ENDING';
  return document.effectiveFrom === null ? 'UNKNOWN' : 'IN_FORCE';
}

/** All documents with how many shown answers rest on each: first those that end, in the order of their ends. */
export async function listDocuments(db: Db, { at, today }: Moment): Promise<DocumentLine[]> {
  const counts = await shownVersions(db, at, true).innerJoin('faq_legal_basis as b', 'b.version_id', 'v.id').select('b.document_id as id').select((row) => row.fn.count<number>('v.id').distinct().as('answers')).groupBy('b.document_id').execute();
  const byId = new Map(counts.map(({ id, answers }) => [id, Number(answers)]));
  const rows = await db.selectFrom('legal_document').select(['id', 'name', 'effective_from as effectiveFrom', 'effective_to as effectiveTo', 'revision']).execute();
  const lines = rows.map((row) => ({ ...row, validity: validityOf(row, today), answers: byId.get(row.id) ?? 0 }));
  return lines.toSorted((a, b) => ((a.effectiveTo ?? '9999') < (b.effectiveTo ?? '9999') ? -1 : (a.effectiveTo ?? '9999') > (b.effectiveTo ?? '9999') ? 1 : compareTexts(a.name, b.name)));
}

export interface RestingAnswer {
  id: string;
  question: string;
  article: string | null;
  number: number;
  /** Where the newest version is on its way: what follows may be in preparation already. */
  newest: { number: number; state: WorkState; plannedPublishAt: string | null; rests: boolean };
}

/** A document with the shown answers that rest on it. @throws AppError not-found */
export async function getDocument(db: Db, id: string, { at, today }: Moment): Promise<DocumentLine & { resting: RestingAnswer[] }> {
  const row = await db.selectFrom('legal_document').select(['id', 'name', 'effective_from as effectiveFrom', 'effective_to as effectiveTo', 'revision']).where('id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const shown = await shownVersions(db, at, true).innerJoin('faq_legal_basis as b', 'b.version_id', 'v.id').select(['e.id', 'v.question', 'b.article', 'v.number']).where('b.document_id', '=', id).orderBy('v.question').orderBy('b.position').execute();
  const once = [...new Map(shown.map((one) => [one.id, one])).values()];
  const resting = await Promise.all(once.map(async (one) => ({ ...one, newest: await newestOf(db, one.id, id) })));
  return { ...row, validity: validityOf(row, today), answers: resting.length, resting };
}

async function newestOf(db: Db, entryId: string, documentId: string): Promise<RestingAnswer['newest']> {
  const row = await db
    .selectFrom('faq_version as v')
    .select(['v.id', 'v.number', 'v.hash', 'v.returned_at', 'v.planned_publish_at as plannedPublishAt'])
    .select(({ exists, selectFrom }) => [
      exists(selectFrom('faq_approval as a').select('a.id').whereRef('a.version_id', '=', 'v.id').whereRef('a.hash', '=', 'v.hash').where('a.revoked_at', 'is', null)).as('isApproved'),
      exists(selectFrom('faq_legal_basis as b').select('b.position').whereRef('b.version_id', '=', 'v.id').where('b.document_id', '=', documentId)).as('rests'),
    ])
    .where('v.entry_id', '=', entryId)
    .orderBy('v.number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const out = await db.selectFrom('faq_publication').select('version_id as versionId').where('version_id', '=', row.id).where('cancelled_at', 'is', null).execute();
  const state = workState({ id: row.id, isHandedIn: row.hash !== null, isReturned: row.returned_at !== null, isApproved: Boolean(row.isApproved) }, out.map(({ versionId }) => ({ versionId, publishAt: '', withdrawAt: null })));
  return { number: row.number, state, plannedPublishAt: row.plannedPublishAt, rests: Boolean(row.rests) };
}
