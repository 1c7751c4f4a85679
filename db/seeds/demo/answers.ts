import { addAnswer, approveAnswer, editAnswer, handInAnswer, loadAnswerLists, loadAnswers, openDraft, publishAnswer, readAnswers, renewAnswer, reviewBy, withdrawAnswer, type AnswerFields } from '../../../app/faq/index.server.ts';
import type { Actor, Role } from '../../../app/people/actor.ts';
import type { Db } from '../../client.ts';
import { tellFeeRule } from './answer-fee-rule.ts';
import { tellFeedback } from './answer-feedback.ts';
import { cast } from './cast.ts';
import type { DemoPerson } from './population.ts';
import { datesOf, type AnswerDates } from './rules/answer-dates.ts';
import { randomFor } from './rules/random.ts';

const hour = 3_600_000;

export interface AnswerDesk {
  db: Db;
  editor: Actor;
  appraiser: Actor;
  nowMs: number;
}
/** An answer of the demo while its story is told. */
export interface Told {
  slug: string;
  id: string;
  file: AnswerFields;
  dates: AnswerDates;
}

export const portsAt = ({ db }: AnswerDesk, ms: number) => ({ db, clock: { now: () => new Date(ms) }, timeZone: 'Asia/Ho_Chi_Minh' });

/** Ends the seed with a name when the program refuses what the story says. */
export async function must(slug: string, outcome: Promise<{ ok: boolean }>): Promise<void> {
  const got = await outcome;
  if (!got.ok) throw new Error(`The demo's answer ${slug} was refused: ${JSON.stringify(got)}`);
}

/**
 * A year of the answer desk by the product's own commands, each at its moment of the past. Sure answers were appraised and published, unsure ones wait as
 * drafts; all of it carries the mark of sample data.
 */
export async function seedAnswers(db: Db, contentDir: string, people: readonly DemoPerson[], nowMs: number): Promise<number> {
  const desk: AnswerDesk = { db, editor: actorOf(people, 'CONTENT_EDITOR'), appraiser: actorOf(people, 'ANSWER_APPRAISER'), nowMs };
  const today = new Date(nowMs).toISOString().slice(0, 10);
  const files = readAnswers(contentDir, today)?.answers.filter(({ fields }) => fields.confidence !== 'C') ?? [];
  if (files.length === 0) return 0;
  await loadAnswerLists(portsAt(desk, nowMs), contentDir);
  const told: Told[] = [];
  for (const { slug, fields } of files) told.push(await begin(desk, slug, fields));
  for (const one of told) await publishFirst(desk, one);
  for (const one of told) await continueStory(desk, one);
  for (const one of told.filter((_, at) => at % 61 === 40)) await must(one.slug, withdrawAnswer(portsAt(desk, nowMs - 40 * hour), desk.appraiser, { entryId: one.id, withdrawAt: null, reason: 'Chờ hướng dẫn của cơ quan chuyên môn' }));
  await tellFeeRule(desk, told);
  await loadAnswers(portsAt(desk, nowMs), contentDir);
  await db.updateTable('faq_version').set({ is_sample: 1 }).execute();
  await tellFeedback(db, nowMs);
  return told.length;
}

function actorOf(people: readonly DemoPerson[], role: Role): Actor {
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

export async function appraise(desk: AnswerDesk, entryId: string, ms: number): Promise<void> {
  const { hash } = await newest(desk.db, entryId);
  await must(entryId, approveAnswer(portsAt(desk, ms), desk.appraiser, { entryId, hash: hash ?? '', note: 'Đã đối chiếu với nguồn nêu trong câu trả lời' }));
}

export async function newest(db: Db, entryId: string) {
  return db.selectFrom('faq_version').selectAll().where('entry_id', '=', entryId).orderBy('number', 'desc').limit(1).executeTakeFirstOrThrow();
}
