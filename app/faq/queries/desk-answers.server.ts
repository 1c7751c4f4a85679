import type { Db } from '../../../db/client.ts';
import { rememberedCommuneNames } from '../../people/index.server.ts';
import { formerNamesIn, type FormerName } from '../../people/index.ts';
import { deskHitsShown, type CopiedAnswer, type DeskAnswer, type DeskCopy } from '../rules/desk-index.ts';
import { basisLine } from '../rules/search-document.ts';
import { changesSeen, nextChange } from './answer-changes.server.ts';
import { findAnswers } from './answer-search.server.ts';
import { findAnswer, listAnswers, plannedEnds, type CurrentAnswer, type Moment } from './current-answers.server.ts';
import { listWordPairs } from './words.server.ts';

/** Everything that may be read or looked up at the desk now, internal answers among it, and the words by which it is found. */
export async function readDeskCopy(db: Db, moment: Moment): Promise<DeskCopy> {
  const ends = await plannedEnds(db, moment.at);
  const copied = (answer: CurrentAnswer): CopiedAnswer => ({ ...deskAnswerOf(answer), until: ends.get(answer.versionId) ?? null, reviewDue: answer.reviewDue });
  return { answers: (await listAnswers(db, true, moment)).map(copied), words: await listWordPairs(db), communes: await rememberedCommuneNames(db, moment.today) };
}

/** What the copy depends on at a moment: as long as this text is the same, so is the copy. */
async function stateOf(db: Db, { at, today }: Moment): Promise<string> {
  const documents = await db.selectFrom('legal_document').select(['id', 'name', 'effective_from', 'effective_to']).orderBy('id').execute();
  // Answers come and go at their moments, and documents lapse with the day, without anybody changing them.
  return JSON.stringify([await changesSeen(db), await nextChange(db, at), today, documents]);
}

/**
 * Makes something of the desk's copy once for each change of what is published, however many agents ask each minute; whoever asks while it is being made waits for it.
 * @param give how the copy leaves the house
 */
export function rememberDeskCopy<Form>(give: (copy: DeskCopy) => Form): (db: Db, moment: Moment) => Promise<Form> {
  const kept = new WeakMap<Db, { state: string; communes: unknown; form: Promise<Form> }>();
  return async (db, moment) => {
    const state = await stateOf(db, moment);
    // One list as long as nothing has changed in the organisation.
    const communes = await rememberedCommuneNames(db, moment.today);
    const known = kept.get(db);
    if (known?.state === state && known.communes === communes) return known.form;
    const made = { state, communes, form: readDeskCopy(db, moment).then(give) };
    kept.set(db, made);
    // What failed must not be given to everybody who comes after.
    made.form.catch(() => kept.get(db) === made && kept.delete(db));
    return made.form;
  };
}

/** An answer for the desk; null when nothing is shown under this name now. */
export async function findDeskAnswer(db: Db, slug: string, moment: Moment): Promise<DeskAnswer | null> {
  const answer = slug === '' ? undefined : await findAnswer(db, slug, true, moment);
  return answer ? deskAnswerOf(answer) : null;
}

/** What the desk finds without a copy of its own: the same search as on the help pages, and what communes of old in the question are now. */
export async function searchDesk(db: Db, question: string, moment: Moment): Promise<{ hits: DeskAnswer[]; read: string | null; meant: string | null; former: FormerName[] }> {
  if (question.trim() === '') return { hits: [], read: null, meant: null, former: [] };
  const { found, read, meant } = await findAnswers(db, question, true, moment, deskHitsShown);
  return { hits: found.map(deskAnswerOf), read, meant, former: formerNamesIn(await rememberedCommuneNames(db, moment.today), question) };
}

function deskAnswerOf({ versionId, slug, number, audience, question, variants, short, body, papers, fee, place, timeLimit, legalBasis, lapsed, asOf, isOverdue, isSample }: CurrentAnswer): DeskAnswer {
  const periods = legalBasis.map(({ effectiveFrom: from, effectiveTo: to }) => ({ from, to }));
  return { versionId, slug, number, audience, question, variants, short, body, papers, fee, place, timeLimit, basis: legalBasis.map(basisLine), periods, lapsed: lapsed.map(basisLine), asOf, isOverdue, isSample };
}
