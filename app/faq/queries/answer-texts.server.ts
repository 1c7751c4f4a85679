import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { dayWords } from '../../platform/days.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { entryIn } from '../entry-rows.server.ts';
import type { Handout } from '../handout-pdf.server.ts';
import { mouthMessages } from '../messages/mouths.ts';
import { answerText } from '../rules/answer-body.ts';
import { mouthsOf, type Mouths } from '../rules/mouths.ts';
import { lapsesSoon, standingOf, type Audience, type LegalBasis } from '../rules/answer.ts';
import { findAnswer, shownVersions, type Moment } from './current-answers.server.ts';
import { listDesk } from './desk-list.server.ts';

const say = mouthMessages.in('vi');

export interface AnswerTexts {
  entryId: string;
  slug: string;
  question: string;
  short: string;
  audience: Audience;
  /** The page of the answer, inside the product. */
  path: string;
  mouths: Mouths;
}

/** The words of a published answer for every channel; undefined when it is not shown now. */
export async function answerTexts(db: Db, entryId: string, moment: Moment, baseUrl: string): Promise<AnswerTexts | undefined> {
  const { slug } = await entryIn(db, entryId);
  const answer = await findAnswer(db, slug, true, moment);
  const path = `/help/${slug}`;
  return answer && { entryId, slug, question: answer.question, short: answer.short, audience: answer.audience, path, mouths: mouthsOf(answer, baseUrl + path) };
}

/** What the A4 sheet of a published answer says. @throws AppError not-found when the answer is not shown */
export async function getHandout(db: Db, entryId: string, moment: Moment, baseUrl: string): Promise<Handout & { slug: string }> {
  const { slug } = await entryIn(db, entryId);
  const answer = await findAnswer(db, slug, true, moment);
  if (!answer) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const facts: [Parameters<typeof say>[0], string | null][] = [
    ['sheet.papers', answer.papers.join('; ') || null],
    ['sheet.fee', answer.fee],
    ['sheet.place', answer.place],
    ['sheet.time', answer.timeLimit],
    ['sheet.basis', answer.legalBasis.map(({ article, document }) => [article, document].filter(Boolean).join(', ')).join('; ') || null],
  ];
  return {
    slug, label: say('sheet.label'), warnings: [...new Set(answer.legalBasis.flatMap((basis) => warningOf(basis, moment.today)))], question: answer.question, short: answer.short, steps: answerText(answer.body), asOf: say('say.as-of', { day: dayWords(answer.asOf) }), more: say('sheet.more'),
    facts: facts.flatMap(([term, detail]) => (detail ? [{ term: say(term as 'sheet.fee'), detail }] : [])), address: `${baseUrl}/help/${slug}`, mark: [answer.audience === 'INTERNAL' ? say('sheet.internal') : '', answer.isSample ? say('sheet.mark') : ''].filter(Boolean).join(' · ') || null,
  };
}

/** What the sheet says of a document that does not hold, or that lapses while the sheet may still be read. */
function warningOf(basis: LegalBasis, today: string): string[] {
  const [standing, day] = [standingOf(basis, today), lapsesSoon(basis, today)];
  if (standing !== 'holds') return [say(`sheet.${standing}`, { document: basis.document })];
  return day === null ? [] : [say('sheet.lapses', { document: basis.document, day: dayWords(day) })];
}

export interface AnswerChoice {
  entryId: string;
  question: string;
  audience: Audience;
  /** Whether it is shown, or will be, at the moment that was asked about. */
  isShown: boolean;
}

/** Answers in use to choose from, in the order of topics; words can be taken only from what is shown. Whoever may not see drafts gets what is shown, and how many are not. */
export async function listAnswerChoices(db: Db, moment: Moment, seesDrafts: boolean): Promise<{ choices: AnswerChoice[]; inWriting: number }> {
  const all = (await listDesk(db, moment)).filter(({ shown }) => shown !== 'RETIRED').map(({ id, question, audience, shown }): AnswerChoice => ({ entryId: id, question, audience: audience as Audience, isShown: shown === 'SHOWN' }));
  const open = all.filter(({ isShown }) => isShown);
  return { choices: seesDrafts ? all : await inShownWords(db, open, moment), inWriting: all.length - open.length };
}

/** The desk's list speaks in the words of the newest version, which may be a draft of the next one. */
async function inShownWords(db: Db, choices: readonly AnswerChoice[], { at }: Moment): Promise<AnswerChoice[]> {
  const shown = new Map((await shownVersions(db, at, true).select(['e.id', 'v.question', 'v.audience']).execute()).map((row) => [row.id, row]));
  return choices.flatMap((choice) => {
    const version = shown.get(choice.entryId);
    return version ? [{ ...choice, question: version.question, audience: version.audience as Audience }] : [];
  });
}

export interface ShownThen {
  entryId: string;
  slug: string;
  /** Null for one whose words its reader may not see yet. */
  question: string | null;
  isShown: boolean;
}

/**
 * Whether these entries show something at a moment, by what is planned now. Strangers' eyes see public answers only. The reader is told each by the question that she may
 * see: of a draft for who sees drafts, else that of the last version that was ever shown.
 */
export async function shownThen(db: Db, entryIds: readonly string[], { at, isStaff }: { at: Instant; isStaff: boolean }, reader: { now: Instant; seesDrafts: boolean }): Promise<ShownThen[]> {
  if (entryIds.length === 0) return [];
  const shown = new Set((await shownVersions(db, at, isStaff).select('e.id').where('e.id', 'in', entryIds).execute()).map(({ id }) => id));
  const published = new Map((await db.selectFrom('faq_publication as p').innerJoin('faq_version as v', 'v.id', 'p.version_id').select(['p.entry_id', 'v.question']).where('p.entry_id', 'in', entryIds).where('p.cancelled_at', 'is', null).where('p.publish_at', '<=', reader.now).orderBy('p.publish_at').execute()).map((row) => [row.entry_id, row.question]));
  const newest = await db
    .selectFrom('faq_entry as e')
    .innerJoin('faq_version as v', 'v.entry_id', 'e.id')
    .select(['e.id', 'e.slug', 'v.question'])
    .where('e.id', 'in', entryIds)
    .where((where) => where.not(where.exists(where.selectFrom('faq_version as n').select('n.id').whereRef('n.entry_id', '=', 'v.entry_id').whereRef('n.number', '>', 'v.number'))))
    .orderBy('v.question')
    .execute();
  return newest.map(({ id, slug, question }) => ({ entryId: id, slug: reader.seesDrafts || published.has(id) ? slug : '', question: reader.seesDrafts ? question : (published.get(id) ?? null), isShown: shown.has(id) }));
}
