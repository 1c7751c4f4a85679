import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Problem } from '../../platform/content/problems.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { fold } from '../../platform/text/fold.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import { readAnswers, type AnswersOnDisk } from '../content/read-folder.server.ts';
import type { SourceAnswer } from '../content/read-answer.server.ts';
import { dateDocuments, ensureDocuments } from '../document-rows.server.ts';
import { hashOf, insertDraft, updateDraft } from '../version-rows.server.ts';

export interface LoadReport {
  added: string[];
  changed: string[];
  /** Their files differ, but they have been edited on the web or retired: the database is the truth. */
  kept: string[];
  same: number;
  problems: Problem[];
}

/**
 * Loads `content/faq` into the database, each new or changed file as a draft without an author. The same files again change nothing, and what was edited
 * on the web is never written over. Files with faults are left out and named.
 */
export async function loadAnswers(ports: Ports, content: string | AnswersOnDisk, { isSample = false }: { isSample?: boolean } = {}): Promise<LoadReport> {
  const { at, today } = momentOf(ports);
  const report: LoadReport = { added: [], changed: [], kept: [], same: 0, problems: [] };
  const found = typeof content === 'string' ? readAnswers(content, today) : content;
  if (!found) return report;
  report.problems = found.problems;
  await ports.db.transaction().execute(async (tx) => {
    await storeLists(tx, found, at);
    const known = new Map((await tx.selectFrom('faq_entry').select(['id', 'slug', 'file_hash', 'retired_at']).execute()).map((row) => [row.slug, row]));
    for (const answer of found.answers) {
      const outcome = await store(tx, answer, known.get(answer.slug), { at, isSample });
      if (outcome === 'same') report.same += 1;
      else report[outcome].push(answer.slug);
    }
    const { added, changed } = report;
    if (added.length + changed.length > 0) await recordAudit(tx, { at, actor: null, action: 'answer.load', objectType: 'answer_file', objectId: 'content/faq', details: { created: added.length, updated: changed.length } });
  });
  return report;
}

/** Loads topics, bodies and documents without the answers, for seeds that tell how the answers came to be. */
export async function loadAnswerLists(ports: Ports, found: AnswersOnDisk): Promise<void> {
  const { at } = momentOf(ports);
  await ports.db.transaction().execute((tx) => storeLists(tx, found, at));
}

/** Stores topics, bodies, words and documents that answers rest on. */
export async function storeLists(tx: Tx, { topics, bodies, words, answers }: AnswersOnDisk, at: Instant): Promise<void> {
  for (const [position, { key, title, title_en }] of topics.entries()) {
    await tx.insertInto('faq_topic').values({ key, title, title_en, position }).onConflict((conflict) => conflict.column('key').doUpdateSet({ title, title_en, position })).execute();
  }
  // What an officer has written about a body outlasts the files.
  for (const { key, name, phone, kind } of bodies) await tx.insertInto('competent_body').values({ key, name, phone, kind }).onConflict((conflict) => conflict.column('key').doUpdateSet({ name, phone, kind }).where('competent_body.edited_at', 'is', null)).execute();
  await storeWords(tx, words, at);
  const bases = [...new Map(answers.flatMap(({ fields }) => fields.legalBasis.map((basis) => [basis.document, basis] as const))).values()];
  await ensureDocuments(tx, bases);
  await dateDocuments(tx, bases);
}

/** New pairs are added; a pair that editors ended stays ended. */
async function storeWords(tx: Tx, words: AnswersOnDisk['words'], at: Instant): Promise<void> {
  const known = new Set((await tx.selectFrom('search_word').select(['word_fold', 'meaning_fold']).execute()).map((row) => `${row.word_fold}|${row.meaning_fold}`));
  for (const { word, meaning } of words) {
    const folds = { word_fold: fold(word), meaning_fold: fold(meaning) };
    if (known.has(`${folds.word_fold}|${folds.meaning_fold}`)) continue;
    known.add(`${folds.word_fold}|${folds.meaning_fold}`);
    await tx.insertInto('search_word').values({ id: newId(), word, meaning, ...folds, created_at: at }).execute();
  }
}

interface KnownEntry {
  id: string;
  file_hash: string | null;
  retired_at: string | null;
}

async function store(tx: Tx, { slug, fields }: SourceAnswer, entry: KnownEntry | undefined, { at, isSample }: { at: Instant; isSample: boolean }): Promise<'added' | 'changed' | 'kept' | 'same'> {
  const hash = hashOf(fields);
  if (!entry) {
    const entryId = newId();
    await tx.insertInto('faq_entry').values({ id: entryId, slug, created_at: at, file_hash: hash }).execute();
    await insertDraft(tx, fields, { entryId, number: 1, isSample, actorId: null, at });
    return 'added';
  }
  if (entry.file_hash === hash) return 'same';
  if (entry.retired_at || (await isEdited(tx, entry.id))) return 'kept';
  const newest = await tx.selectFrom('faq_version').selectAll().where('entry_id', '=', entry.id).orderBy('number', 'desc').limit(1).executeTakeFirstOrThrow();
  if (newest.hash === null) await updateDraft(tx, newest, fields, { actorId: null, at });
  else await insertDraft(tx, fields, { entryId: entry.id, number: newest.number + 1, isSample, actorId: null, at });
  await tx.updateTable('faq_entry').set({ file_hash: hash }).where('id', '=', entry.id).execute();
  return 'changed';
}

/** Whether somebody has written on any version of it; handing in and appraising are no writing. */
async function isEdited(tx: Tx, entryId: string): Promise<boolean> {
  const save = await tx.selectFrom('faq_draft_save as s').innerJoin('faq_version as v', 'v.id', 's.version_id').select('s.revision').where('v.entry_id', '=', entryId).where('s.saved_by', 'is not', null).limit(1).executeTakeFirst();
  return save !== undefined;
}
