import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import type { DatedFact, LessonDetails } from '../rules/lesson-body.ts';
import { reviewState, type ReviewEntry } from '../rules/review-calendar.ts';
import { readTests, shortagesOn, type Tests } from './question-bank.server.ts';
import { heldReview, readHeldReview, withReview } from './lesson-reviews.server.ts';

/**
 * Everything that learners see now and that must be reviewed by a day: lessons, the dated facts in them, and questions whose fact lapses. In reading order. With `isNear` the tests
 * that break are looked for at what lapses soon only, so that a first page reads no bank where nothing does.
 */
export async function listReviews(db: Db, today: Day, { isNear = false } = {}): Promise<ReviewEntry[]> {
  const questions = await listQuestions(db);
  const lessons = (await listLessons(db)).flatMap(({ details, review: json, ...row }): ReviewEntry[] => {
    const { appraiserRole, facts = [], ...days } = JSON.parse(details) as LessonDetails;
    const review = readHeldReview(json);
    const { checkedOn, reviewBy } = withReview(days, review);
    const own = questions.filter(({ courseSlug, lessonSlug }) => courseSlug === row.courseSlug && lessonSlug === row.key);
    const lesson: ReviewEntry = { kind: 'lesson', ...row, checkedOn, reviewBy, state: reviewState(reviewBy, today), appraiserRole, questions: own.map(({ key }) => key), breaks: [], facts: [], reviewed: review && { on: review.checkedOn, by: review.by } };
    return [lesson, ...agingFacts(lesson, facts, today)];
  });
  return [...lessons, ...(await withBroken(db, lapses(questions, today), isNear))];
}

/** Names at each lapse the tests that could still be drawn on the day before it. */
async function withBroken(db: Db, entries: readonly ReviewEntry[], isNear: boolean): Promise<ReviewEntry[]> {
  const asked = (entry: ReviewEntry) => !isNear || entry.state !== 'later';
  const courses = [...new Set(entries.filter(asked).map(({ courseSlug }) => courseSlug))];
  const versions = courses.length === 0 ? [] : await db.selectFrom('course as c').innerJoin('course_version as v', 'v.course_id', 'c.id').select(['c.slug', 'v.id']).where('c.slug', 'in', courses).where('v.released_at', 'is not', null).where('v.superseded_at', 'is', null).execute();
  const tests = new Map<string, Tests>();
  for (const { slug, id } of versions) tests.set(slug, await readTests(db, id));
  return entries.map((entry) => {
    const course = tests.get(entry.courseSlug);
    if (!course || !asked(entry)) return entry;
    const dayBefore = plusDays(entry.reviewBy, -1);
    const before = new Set(shortagesOn(course, dayBefore).map(({ title }) => title));
    // Several modules may lapse on one day: each is named by what goes missing with its own questions.
    const left = course.bank.filter(({ module, expiresOn }) => module !== entry.key || expiresOn !== entry.reviewBy);
    const broken = shortagesOn({ ...course, bank: left }, dayBefore).filter(({ title }) => !before.has(title));
    return { ...entry, breaks: broken.map(({ title }) => title) };
  });
}

/** Facts of one lesson that are due on one day are one thing to do. Their days stand in the words that learners read, so a review of the lesson does not move them. */
function agingFacts(lesson: ReviewEntry, facts: readonly DatedFact[], today: Day): ReviewEntry[] {
  return [...Map.groupBy(facts, ({ reviewBy }) => reviewBy)].map(([reviewBy, own]): ReviewEntry => {
    const checkedOn = own.reduce((oldest, { asOf }) => (asOf < oldest ? asOf : oldest), own[0]?.asOf ?? reviewBy);
    return { ...lesson, kind: 'fact', checkedOn, reviewBy, state: reviewState(reviewBy, today), questions: [], facts: own, reviewed: null };
  });
}

type Question = Awaited<ReturnType<typeof listQuestions>>[number];

/** Questions of one module that lapse on one day are one thing to do. */
function lapses(questions: readonly Question[], today: Day): ReviewEntry[] {
  const groups = Map.groupBy(questions.filter(({ expiresOn }) => expiresOn !== null), ({ courseSlug, moduleKey, expiresOn }) => `${courseSlug}/${moduleKey}/${expiresOn}`);
  return [...groups.values()].flatMap((own): ReviewEntry[] => {
    const [first] = own;
    if (!first?.expiresOn) return [];
    const { courseSlug, courseTitle, moduleTitle, moduleKey, expiresOn } = first;
    const checkedOn = own.reduce((oldest, { asOf }) => (asOf < oldest ? asOf : oldest), first.asOf);
    return [{ kind: 'questions', courseSlug, courseTitle, moduleTitle, key: moduleKey, title: moduleTitle, checkedOn, reviewBy: expiresOn, state: reviewState(plusDays(expiresOn, -1), today), appraiserRole: null, questions: own.map(({ key }) => key), breaks: [], facts: [], reviewed: null }];
  });
}

/** The versions that learners see, with their modules. */
function current(db: Db) {
  return db
    .selectFrom('course_version as cv')
    .innerJoin('course as c', 'c.id', 'cv.course_id')
    .innerJoin('course_module as m', 'm.course_version_id', 'cv.id')
    .select(['c.slug as courseSlug', 'cv.title as courseTitle', 'm.title as moduleTitle'])
    .where('cv.released_at', 'is not', null)
    .where('cv.superseded_at', 'is', null)
    .where('c.retired_at', 'is', null)
    .orderBy('c.slug');
}

function listLessons(db: Db) {
  return current(db)
    .innerJoin('lesson_version as v', (join) => join.onRef('v.course_version_id', '=', 'cv.id').onRef('v.module_key', '=', 'm.key'))
    .innerJoin('lesson as l', 'l.id', 'v.lesson_id')
    .select(['l.slug as key', 'v.title', 'v.details', heldReview.as('review')])
    .orderBy('v.position')
    .execute();
}

function listQuestions(db: Db) {
  return current(db)
    .innerJoin('question_version as v', (join) => join.onRef('v.course_version_id', '=', 'cv.id').onRef('v.module_key', '=', 'm.key'))
    .innerJoin('question as q', 'q.id', 'v.question_id')
    .select(['m.key as moduleKey', 'q.key', 'v.lesson_slug as lessonSlug', 'v.as_of as asOf', 'v.expires_on as expiresOn'])
    .orderBy('m.position')
    .orderBy('q.key')
    .execute();
}
