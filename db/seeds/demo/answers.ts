import { addAnswer, editAnswer, getVersionAnswer, handInAnswer, loadAnswerLists, loadAnswers, openDraft, publishAnswer, readAnswers, renewAnswer, returnAnswer, reviewBy, withdrawAnswer, type AnswerFields } from '../../../app/faq/index.server.ts';
import type { Actor, Role } from '../../../app/people/actor.ts';
import type { Db } from '../../client.ts';
import { appraise, must, newest, portsAt, type AnswerDesk, type Told } from './answer-desk.ts';
import { feeSlug, tellFeeRule } from './answer-fee-rule.ts';
import { tellFeedback } from './answer-feedback.ts';
import { cast } from './cast.ts';
import type { DemoPerson } from './population.ts';
import { datesOf, type AnswerDates } from './rules/answer-dates.ts';
import { randomFor } from './rules/random.ts';

const hour = 3_600_000;

/**
 * A year of the answer desk by the product's own commands, each at its moment of the past. Sure answers were appraised and published, unsure ones wait as
 * drafts; all of it carries the mark of sample data.
 */
export async function seedAnswers(db: Db, contentDir: string, people: readonly DemoPerson[], nowMs: number): Promise<number> {
  const desk: AnswerDesk = { db, editor: actorOf(people, 'CONTENT_EDITOR'), appraiser: actorOf(people, 'ANSWER_APPRAISER'), nowMs };
  const today = new Date(nowMs).toISOString().slice(0, 10);
  const found = readAnswers(contentDir, today);
  if (!found) return 0;
  const faults = found.problems.filter(({ severity }) => severity === 'error').map(({ file, line, reason }) => `  ${file}:${line}: ${reason.en}`);
  if (faults.length > 0) throw new Error(`The answers have errors and cannot be published:\n${faults.join('\n')}`);
  const files = found.answers.filter(({ fields }) => fields.confidence !== 'C');
  await loadAnswerLists(portsAt(desk, nowMs), found);
  const told: Told[] = [];
  for (const { slug, fields } of files) told.push(await begin(desk, slug, fields));
  for (const one of told) await publishFirst(desk, one);
  for (const one of told) await continueStory(desk, one);
  await tellWithdrawals(desk, told);
  await tellFeeRule(desk, told);
  await tellWorkInHand(desk, told);
  await loadAnswers(portsAt(desk, nowMs), found);
  await db.updateTable('faq_version').set({ is_sample: 1 }).execute();
  await tellFeedback(db, nowMs);
  return told.length;
}

/** The cast's person of a role as she acts in the program. */
export function actorOf(people: readonly DemoPerson[], role: Role): Actor {
  const member = cast.find((one) => one.role === role);
  return { id: people.find((one) => one.cast?.role === role)?.id ?? '', fullName: member?.fullName ?? '', accountKind: 'OPERATOR', unitId: null, unitName: null, grants: [{ role, scope: 'ALL', unitId: null }], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' };
}

/** Related answers are named once all of them are there. */
async function begin(desk: AnswerDesk, slug: string, file: AnswerFields): Promise<Told> {
  const dates = datesOf(file, desk.nowMs, randomFor(`answer:${slug}`));
  const made = await addAnswer(portsAt(desk, dates.publishedAt - 72 * hour), desk.editor, { fields: firstVersion(file, dates, []), confirmedBy: null, slug });
  if (!made.ok) throw new Error(`The demo's answer ${slug} was refused: ${JSON.stringify(made.faults)}`);
  return { slug, id: made.id, file, dates };
}

function firstVersion(file: AnswerFields, { asOf, widenedAt }: AnswerDates, related: string[]): AnswerFields {
  return { ...file, related, asOf, reviewDue: reviewBy(asOf, file.volatility), variants: widenedAt === null ? file.variants : file.variants.slice(0, 4) };
}

async function publishFirst(desk: AnswerDesk, { slug, id, file, dates }: Told): Promise<void> {
  const at = (hours: number) => portsAt(desk, dates.publishedAt - hours * hour);
  await must(slug, editAnswer(at(50), desk.editor, id, { fields: firstVersion(file, dates, file.related), confirmedBy: null, revision: 0 }));
  await must(slug, handInAnswer(at(48), desk.editor, { entryId: id, revision: 1 }));
  await appraise(desk, id, dates.publishedAt - 3 * hour);
  await must(slug, publishAnswer(at(0), desk.appraiser, { entryId: id, versionId: (await newest(desk.db, id)).id, publishAt: null, withdrawAt: null }));
}

/** What became of an answer after its first day: a review without a change, or more wordings. */
async function continueStory(desk: AnswerDesk, { slug, id, file, dates }: Told): Promise<void> {
  if (dates.renewedAt !== null) {
    await must(slug, renewAnswer(portsAt(desk, dates.renewedAt), desk.editor, id));
    await appraise(desk, id, dates.renewedAt + 5 * hour);
  }
  if (dates.widenedAt === null) return;
  const at = (hours: number) => portsAt(desk, (dates.widenedAt ?? 0) - hours * hour);
  await must(slug, openDraft(at(30), desk.editor, id));
  await must(slug, editAnswer(at(29), desk.editor, id, { fields: { ...firstVersion(file, dates, file.related), variants: file.variants }, confirmedBy: null, revision: 0 }));
  await must(slug, handInAnswer(at(28), desk.editor, { entryId: id, revision: 1 }));
  await appraise(desk, id, dates.widenedAt - 2 * hour);
  await must(slug, publishAnswer(at(0), desk.appraiser, { entryId: id, versionId: (await newest(desk.db, id)).id, publishAt: null, withdrawAt: null }));
}

/** Answers that nobody gets at present, with the reason that was given. */
const withdrawn: Readonly<Record<string, string>> = {
  've-re-qua-tet': 'Hết thời điểm; rà soát lại trước dịp Tết',
  'ho-chieu-pho-thong': 'Chờ cơ quan chuyên môn xác nhận mức lệ phí',
  'bao-chi-goi-den': 'Quy chế phát ngôn đang được sửa',
};

async function tellWithdrawals(desk: AnswerDesk, told: readonly Told[]): Promise<void> {
  for (const { slug, id } of told.filter((one) => one.slug in withdrawn)) await must(slug, withdrawAnswer(portsAt(desk, desk.nowMs - randomFor(`withdrawal:${slug}`).int(30, 200) * hour), desk.appraiser, { entryId: id, withdrawAt: null, reason: withdrawn[slug] ?? '' }));
}

/** What lies on the desk this morning: drafts, versions that wait for appraisal, one that was handed back. */
async function tellWorkInHand(desk: AnswerDesk, told: readonly Told[]): Promise<void> {
  const idle = told.filter(({ slug }) => !(slug in withdrawn) && slug !== feeSlug);
  for (const [at, { slug, id }] of idle.entries()) {
    if (at % 19 !== 6) continue;
    const ms = desk.nowMs - (60 - (at % 50)) * hour;
    await must(slug, openDraft(portsAt(desk, ms), desk.editor, id));
    const { revision, number } = await newest(desk.db, id);
    const answer = await getVersionAnswer(desk.db, id, number);
    await must(slug, editAnswer(portsAt(desk, ms + hour), desk.editor, id, { fields: { ...answer, variants: [...answer.variants, `${answer.question.replace(/[?.]+$/, '')}, hỏi giúp người nhà`].slice(0, 12) }, confirmedBy: null, revision }));
    if (at % 2 === 1) continue;
    await must(slug, handInAnswer(portsAt(desk, ms + 2 * hour), desk.editor, { entryId: id, revision: revision + 1 }));
    if (at % 5 === 0) await must(slug, returnAnswer(portsAt(desk, ms + 5 * hour), desk.appraiser, { entryId: id, reason: 'Cách hỏi mới chưa giống lời người dân nói. Vui lòng viết lại.' }));
  }
}
