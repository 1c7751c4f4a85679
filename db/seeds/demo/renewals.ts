import { fieldsOfResponse, openRenewals, saveAnswer, startAttempt, submitAttempt, type QuestionBody } from '../../../app/learning/index.server.ts';
import type { Day } from '../../../app/platform/clock.ts';
import type { Db } from '../../client.ts';
import type { DemoPerson } from './population.ts';
import { rightAnswer } from './rules/answers.ts';
import { randomFor, type Random } from './rules/random.ts';
import { atLocal, localDay, plusDays, studyMoment, workingDayFrom } from './rules/working-time.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
/** Before this night nobody's completion of a pilot comes to its end. */
const firstNight: Day = '2026-10-15';
const hourMs = 3_600_000;
/** Share of the people who sit the pre-test within three weeks, and how likely each module is proven. */
const sits = 0.6;
const proves = 0.62;

interface Round {
  userId: string;
  courseId: string;
  slug: string;
  openedAt: string;
  pretest: string;
}

/** The renewals of whoever took the security course in its pilot a year ago, opened and partly sat with the program's own commands. @returns how many are open */
export async function seedRenewals(db: Db, secret: string, people: readonly DemoPerson[], nowMs: number): Promise<number> {
  for (let night = firstNight; atLocal(night, 95) < nowMs; night = plusDays(night, 1)) {
    const at = new Date(atLocal(night, 95));
    await openRenewals({ db, clock: { now: () => at }, timeZone });
  }
  const rounds = await listRounds(db);
  const byId = new Map(people.map((person) => [person.id, person]));
  for (const round of rounds) {
    const person = byId.get(round.userId);
    const random = randomFor(`renewal:${person?.staffNo}:${round.slug}`);
    // The cast is left for visitors to try.
    if (!person || person.cast || !random.chance(sits)) continue;
    const day = workingDayFrom(plusDays(localDay(Date.parse(round.openedAt)), random.int(1, 21)));
    const atMs = studyMoment(random, day);
    if (atMs + hourMs < nowMs) await sit(db, secret, round, { atMs, random });
  }
  return rounds.length;
}

async function listRounds(db: Db): Promise<Round[]> {
  return db
    .selectFrom('enrollment as e')
    .innerJoin('course as c', 'c.id', 'e.course_id')
    .innerJoin('course_version as v', (join) => join.onRef('v.course_id', '=', 'c.id').on('v.released_at', 'is not', null).on('v.superseded_at', 'is', null))
    .innerJoin('assessment_version as av', (join) => join.onRef('av.course_version_id', '=', 'v.id').on('av.kind', '=', 'PRETEST'))
    .innerJoin('assessment as a', 'a.id', 'av.assessment_id')
    .select(['e.user_id as userId', 'c.id as courseId', 'c.slug', 'e.enrolled_at as openedAt', 'a.key as pretest'])
    .where('e.round', '>', 1)
    .orderBy('e.enrolled_at')
    .orderBy('e.user_id')
    .execute();
}

/** Answers the questions of what she still knows, one in half a minute, and leaves the others empty. */
async function sit(db: Db, secret: string, { userId, slug, pretest }: Round, { atMs, random }: { atMs: number; random: Random }): Promise<void> {
  const at = (seconds: number) => new Date(atMs + seconds * 1000).toISOString();
  const started = await startAttempt(db, { userId, courseSlug: slug, key: pretest, now: at(0), today: localDay(atMs), secret, source: 'demo' });
  if (!started.ok) return;
  const { attemptId } = started;
  const rows = await db
    .selectFrom('attempt_question as q')
    .innerJoin('question_version as v', 'v.id', 'q.question_version_id')
    .select(['q.position', 'q.option_order', 'v.body', 'v.module_key as module'])
    .where('q.attempt_id', '=', attemptId)
    .orderBy('q.position')
    .execute();
  // Module by module, so that what somebody knows does not hang on the order of her questions.
  const known = new Set([...new Set(rows.map(({ module }) => module))].toSorted().filter(() => random.chance(proves)));
  for (const { position, option_order, body } of rows.filter(({ module }) => known.has(module))) {
    const question = JSON.parse(body) as QuestionBody;
    const fields = fieldsOfResponse(question, JSON.parse(option_order) as string[], rightAnswer(question));
    await saveAnswer(db, { attemptId, userId, position, fields, isFlagged: false, writer: 'demo', writerSeq: position, now: at(position * 30), secret, source: 'demo' });
  }
  await submitAttempt(db, { attemptId, userId, now: at((rows.length + 1) * 30), secret, source: 'demo' });
  await db.deleteFrom('job').where('unique_key', '=', `learning.auto-submit:${attemptId}`).execute();
}
