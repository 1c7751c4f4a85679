import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { compareTexts } from '../../platform/text/fold.ts';
import { draftOf, entryIn, newestOf } from '../entry-rows.server.ts';
import { typedOf, type TypedAnswer } from '../forms/answer-form.ts';
import type { AnswerFields } from '../rules/answer.ts';
import { lapsesOn } from '../rules/answer.ts';
import { shownAt, shownState, workState, type ShownState, type WorkState } from '../rules/answer-state.ts';
import { mergeDrafts, type Overlap } from '../rules/merge-drafts.ts';
import { answerOf } from '../version-rows.server.ts';
import type { Moment } from './current-answers.server.ts';
import { listOpenBodies } from './tickets.server.ts';

export interface Hand {
  name: string;
  at: Instant;
}
export interface VersionLine {
  id: string;
  number: number;
  question: string;
  asOf: string;
  confidence: string;
  revision: number;
  hash: string | null;
  isSample: boolean;
  createdAt: Instant;
  changedAt: Instant;
  plannedPublishAt: Instant | null;
  submitted: Hand | null;
  returned: { at: Instant; reason: string } | null;
  authors: { id: string; name: string }[];
  approval: (Hand & { note: string }) | null;
  state: WorkState;
}
export interface PublicationLine {
  id: string;
  versionId: string;
  number: number;
  publishAt: Instant;
  withdrawAt: Instant | null;
  withdrawReason: string | null;
  by: string | null;
  cancelledAt: Instant | null;
  /** When another version took over before this one was withdrawn. */
  replacedAt: Instant | null;
}
export interface DeskEntry {
  id: string;
  slug: string;
  createdAt: Instant;
  retiredAt: Instant | null;
  shown: ShownState;
  /** The publication that counts now. */
  current: PublicationLine | null;
  versions: VersionLine[];
  newest: VersionLine;
  publications: PublicationLine[];
  /** Documents under the shown version that do not hold today. */
  lapsed: string[];
}

/** An entry with the history of its versions and publications. @throws AppError not-found */
export async function getEntry(db: Db, id: string, { at, today }: Moment): Promise<DeskEntry> {
  const entry = await entryIn(db, id);
  const publications = await listPublications(db, id);
  const active = publications.filter(({ cancelledAt }) => cancelledAt === null);
  const versions = await listVersions(db, id, active);
  const shown = shownState({ retiredAt: entry.retired_at }, active, at);
  const current = shown === 'SHOWN' ? (shownAt(active, at) ?? null) : null;
  const [newest] = versions;
  if (!newest) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { id, slug: entry.slug, createdAt: entry.created_at, retiredAt: entry.retired_at, shown, current, versions, newest, publications, lapsed: current ? await lapsedUnder(db, current.versionId, today) : [] };
}

async function listPublications(db: Db, entryId: string): Promise<PublicationLine[]> {
  const rows = await db
    .selectFrom('faq_publication as p')
    .innerJoin('faq_version as v', 'v.id', 'p.version_id')
    .leftJoin('user_account as u', 'u.id', 'p.created_by')
    .select(['p.id', 'p.version_id as versionId', 'v.number', 'p.publish_at as publishAt', 'p.withdraw_at as withdrawAt', 'p.withdraw_reason as withdrawReason', 'u.full_name as by', 'p.cancelled_at as cancelledAt'])
    .where('p.entry_id', '=', entryId)
    .orderBy('p.publish_at', 'desc')
    .execute();
  return rows.map((row) => {
    const next = row.cancelledAt ? undefined : rows.findLast(({ publishAt, cancelledAt }) => cancelledAt === null && publishAt > row.publishAt);
    return { ...row, replacedAt: next && (row.withdrawAt === null || next.publishAt < row.withdrawAt) ? next.publishAt : null };
  });
}

/** Newest first. */
async function listVersions(db: Db, entryId: string, publications: readonly PublicationLine[]): Promise<VersionLine[]> {
  const rows = await db.selectFrom('faq_version as v').leftJoin('user_account as u', 'u.id', 'v.submitted_by').selectAll('v').select('u.full_name as submitter').where('v.entry_id', '=', entryId).orderBy('v.number', 'desc').execute();
  const ids = rows.map((row) => row.id);
  const authors = Map.groupBy(await db.selectFrom('faq_author as a').innerJoin('user_account as u', 'u.id', 'a.user_id').select(['a.version_id as versionId', 'u.id', 'u.full_name as name']).where('a.version_id', 'in', ids).orderBy('u.full_name').execute(), ({ versionId }) => versionId);
  const approvals = await db.selectFrom('faq_approval as a').leftJoin('user_account as u', 'u.id', 'a.approved_by').select(['a.version_id as versionId', 'a.hash', 'u.full_name as name', 'a.approved_at as at', 'a.note']).where('a.version_id', 'in', ids).where('a.revoked_at', 'is', null).orderBy('a.approved_at').execute();
  return rows.map((row) => {
    const approval = approvals.find(({ versionId, hash }) => versionId === row.id && hash === row.hash);
    return {
      id: row.id, number: row.number, question: row.question, asOf: row.as_of, confidence: row.confidence, revision: row.revision, hash: row.hash, isSample: row.is_sample === 1, createdAt: row.created_at, changedAt: row.changed_at,
      plannedPublishAt: row.planned_publish_at,
      submitted: row.submitted_at ? { at: row.submitted_at, name: row.submitter ?? '' } : null,
      returned: row.returned_at ? { at: row.returned_at, reason: row.returned_reason ?? '' } : null,
      authors: (authors.get(row.id) ?? []).map(({ id, name }) => ({ id, name })),
      approval: approval ? { name: approval.name ?? '', at: approval.at, note: approval.note } : null,
      state: workState({ id: row.id, isHandedIn: row.hash !== null, isReturned: row.returned_at !== null, isApproved: approval !== undefined }, publications),
    };
  });
}

async function lapsedUnder(db: Db, versionId: string, today: string): Promise<string[]> {
  const rows = await db.selectFrom('faq_legal_basis as b').innerJoin('legal_document as d', 'd.id', 'b.document_id').select(['d.name', 'd.effective_from', 'd.effective_to']).where('b.version_id', '=', versionId).orderBy('b.position').execute();
  return rows.filter(({ effective_from, effective_to }) => (effective_to !== null && lapsesOn(effective_to) <= today) || (effective_from !== null && effective_from > today)).map(({ name }) => name);
}

export interface VersionText {
  id: string;
  number: number;
  revision: number;
  hash: string | null;
  fields: AnswerFields;
  typed: TypedAnswer;
  /** The name of the body to which the question is handed on. */
  transferName: string | null;
}

/** What one version says. @throws AppError not-found */
export async function getVersion(db: Db, entryId: string, number: number): Promise<VersionText> {
  const row = await db.selectFrom('faq_version').selectAll().where('entry_id', '=', entryId).where('number', '=', number).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const fields = await answerOf(db, row);
  const body = row.transfer_to === null ? undefined : await db.selectFrom('competent_body').select('name').where('key', '=', row.transfer_to).executeTakeFirst();
  return { id: row.id, number: row.number, revision: row.revision, hash: row.hash, fields, typed: typedOf(fields), transferName: body?.name ?? null };
}

/** The same as fields alone, for seeds. */
export async function getVersionAnswer(db: Db, entryId: string, number: number): Promise<AnswerFields> {
  return (await getVersion(db, entryId, number)).fields;
}

/** The open draft of an entry, when there is one. */
export async function draftText(db: Db, entryId: string): Promise<VersionText | undefined> {
  const row = await draftOf(db, entryId);
  return row && getVersion(db, entryId, row.number);
}

/** What the newest version says. @throws AppError not-found */
export async function newestText(db: Db, entryId: string): Promise<VersionText> {
  return getVersion(db, entryId, (await newestOf(db, entryId)).number);
}

/** Puts what was typed together with what somebody else saved since the page was opened. */
export async function findOverlaps(db: Db, entryId: string, hers: { revision: number; typed: TypedAnswer }): Promise<{ values: Record<string, string>; overlaps: Overlap[] }> {
  const draft = await draftText(db, entryId);
  if (!draft) return { values: hers.typed, overlaps: [] };
  const base = await db.selectFrom('faq_draft_save').select('fields').where('version_id', '=', draft.id).where('revision', '=', hers.revision).executeTakeFirst();
  // Without the save from which she started, every difference is shown as a change of both.
  return mergeDrafts(base ? typedOf(JSON.parse(base.fields) as AnswerFields) : {}, draft.typed, hers.typed);
}

/** What the fields of an answer can be chosen from. */
export async function deskChoices(db: Db, at: Instant) {
  const topics = await db.selectFrom('faq_topic').select(['key', 'title', 'title_en as titleEn']).orderBy('position').execute();
  const documents = await db.selectFrom('legal_document').select(['name', 'effective_from as effectiveFrom', 'effective_to as effectiveTo']).execute();
  return { topics, bodies: await listOpenBodies(db, at), documents: documents.toSorted((a, b) => compareTexts(a.name, b.name)) };
}
export type DeskChoices = Awaited<ReturnType<typeof deskChoices>>;

/** The topics in the order of the desk. */
export async function listTopics(db: Db) {
  return db.selectFrom('faq_topic').select(['key', 'title', 'title_en as titleEn']).orderBy('position').execute();
}
export type TopicLine = Awaited<ReturnType<typeof listTopics>>[number];

/** The entry that has waited longest for an appraiser who did not write it. */
export async function nextToAppraise(db: Db, actorId: string, but: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('faq_version as v')
    .innerJoin('faq_entry as e', 'e.id', 'v.entry_id')
    .select('v.entry_id as id')
    .where('v.hash', 'is not', null)
    .where('e.retired_at', 'is', null)
    .where('v.entry_id', '!=', but)
    .where((where) => where.not(where.exists(where.selectFrom('faq_version as n').select('n.id').whereRef('n.entry_id', '=', 'v.entry_id').whereRef('n.number', '>', 'v.number'))))
    .where((where) => where.not(where.exists(where.selectFrom('faq_approval as a').select('a.id').whereRef('a.version_id', '=', 'v.id').whereRef('a.hash', '=', 'v.hash').where('a.revoked_at', 'is', null))))
    .where((where) => where.not(where.exists(where.selectFrom('faq_author as w').select('w.user_id').whereRef('w.version_id', '=', 'v.id').where('w.user_id', '=', actorId))))
    .orderBy('v.submitted_at')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}
