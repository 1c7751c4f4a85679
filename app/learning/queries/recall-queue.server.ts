import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { prepared } from '../../../db/prepared.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import type { QuestionBody } from '../rules/question.ts';
import { answersPerWeek, dueQuestions, questionsPerModule, recallRank, type RecallCandidate } from '../rules/recall.ts';
import { mondayOf } from '../rules/week.ts';
import { recallBank, type BankModule, type BankQuestion, type RecallBank } from './recall-bank.server.ts';

export interface RecallMoment {
  now: Instant;
  timeZone: string;
}
export interface AskedQuestion extends RecallCandidate {
  versionId: string;
  /** Which answer to this question the next one will be: sent along, so that it counts once. */
  number: number;
  body: QuestionBody;
  courseTitle: string;
  moduleTitle: string;
}
export interface RecallQueue {
  /** Whether she has ever been asked. */
  hasBegun: boolean;
  /** How many were answered in this week. */
  answered: number;
  /** What may still be asked in it, the next one first. */
  due: AskedQuestion[];
}

/**
 * What may be asked of somebody now: nothing once the week's answers are given, whatever has piled up. The one place that says which questions may come back: one tap answers
 * them; they are in the version in force of a course that she is enrolled in; she has done their module; their fact has not lapsed and they are not out of use; and she is
 * not sitting a test of that course, which may ask the same.
 */
export async function recallQueue(db: Db, userId: string, { now, timeZone }: RecallMoment): Promise<RecallQueue> {
  const today = dayIn(timeZone, new Date(now));
  const [{ answered, begun, suspended, courses, cards } = { answered: answersPerWeek, begun: 0, suspended: '', courses: '', cards: '' }] = await situation(db, { userId, monday: mondayOf(today), now, most: answersPerWeek });
  const week = { answered, hasBegun: begun === 1 };
  if (answered >= answersPerWeek) return { ...week, due: [] };
  const banks: RecallBank[] = [];
  for (const [courseId, versionId] of JSON.parse(courses) as [string, string][]) banks.push(await recallBank(db, { courseId, versionId }));
  if (banks.length === 0) return { ...week, due: [] };
  const outOfUse = new Set(JSON.parse(suspended) as string[]);
  const may = ({ questionId, expiresOn }: BankQuestion) => (expiresOn === null || expiresOn > today) && !outOfUse.has(questionId);
  const due = await dueNow(db, { userId, timeZone, today, banks, may, cards: JSON.parse(cards) as Asked['cards'] }, answersPerWeek - answered);
  return { ...week, due };
}

interface Asked {
  userId: string;
  timeZone: string;
  today: Day;
  banks: readonly RecallBank[];
  may: (question: BankQuestion) => boolean;
  /** What is known from earlier answers. */
  cards: readonly [questionId: string, answers: number, dueOn: Day][];
}
interface Met {
  question: BankQuestion;
  answers: number;
  dueOn: Day;
}

async function dueNow(db: Db, asked: Asked, wanted: number): Promise<AskedQuestion[]> {
  const met = metByModule(asked);
  const days: Day[] = [];
  for (const known of met.values()) for (const { dueOn } of known) if (dueOn <= asked.today) days.push(dueOn);
  // Mostly the modules of the first few are done: then what is due on later days is asked later anyway, and its modules need not be looked up.
  const first = days.sort()[wanted - 1] ?? asked.today;
  const tried = await dueOf(db, asked, modulesUntil(first, asked, met), met);
  const due = tried.length >= wanted || first === asked.today ? tried : await dueOf(db, asked, modulesUntil(asked.today, asked, met), met);
  return due.slice(0, wanted);
}

/** Modules with something due by a day, and those of which new questions are asked. */
function modulesUntil(day: Day, { banks }: Asked, met: ReadonlyMap<BankModule, Met[]>): BankModule[] {
  const wanted: BankModule[] = [];
  for (const { modules } of banks) {
    for (const module of modules) {
      const known = met.get(module);
      if (!known || known.length < questionsPerModule || known.some(({ dueOn }) => dueOn <= day)) wanted.push(module);
    }
  }
  return wanted;
}

/** What she has answered before and may be asked again, by module. */
function metByModule({ banks, cards, may }: Asked): Map<BankModule, Met[]> {
  const met = new Map<BankModule, Met[]>();
  for (const [questionId, answers, dueOn] of cards) {
    for (const { places } of banks) {
      const place = places.get(questionId);
      if (!place || !may(place.question)) continue;
      const known = met.get(place.module);
      const one = { question: place.question, answers, dueOn };
      if (known) known.push(one);
      else met.set(place.module, [one]);
    }
  }
  return met;
}

/** What is due of some modules, as far as they are done. */
async function dueOf(db: Db, asked: Asked, modules: readonly BankModule[], metOf: ReadonlyMap<BankModule, Met[]>): Promise<AskedQuestion[]> {
  const candidates: AskedQuestion[] = [];
  for (const [module, moduleDoneOn] of await listDone(db, asked, modules)) {
    const met = metOf.get(module) ?? [];
    const { courseId, courseTitle, moduleKey, title: moduleTitle } = module;
    const add = ({ questionId, versionId, body }: BankQuestion, card: AskedQuestion['card']) =>
      candidates.push({ courseId, courseTitle, moduleKey, moduleTitle, moduleDoneOn, questionId, versionId, body, card, rank: recallRank(asked.userId, questionId), number: (card?.answers ?? 0) + 1 });
    for (const { question, answers, dueOn } of met) add(question, { answers, dueOn });
    if (met.length >= questionsPerModule) continue;
    for (const question of module.questions) if (asked.may(question) && !met.some((one) => one.question === question)) add(question, null);
  }
  return dueQuestions(candidates, asked.today);
}

/** Those of some modules of which every lesson is read and the test is passed, or credited, with the day of the last of it. */
async function listDone(db: Db, { userId, timeZone }: Asked, modules: readonly BankModule[]): Promise<Map<BankModule, Day>> {
  const done = new Map<BankModule, Day>();
  if (modules.length === 0) return done;
  const ids = (of: 'lessons' | 'tests') => JSON.stringify(modules.flatMap((module) => module[of]));
  const [row] = await doneSteps(db, { userId, lessons: ids('lessons'), tests: ids('tests') });
  const doneAt = JSON.parse(row?.doneAt ?? '{}') as Record<string, Instant>;
  for (const module of modules) {
    const moments = [...module.lessons, ...module.tests].map((id) => doneAt[id]);
    const last = moments.includes(undefined) ? undefined : moments.toSorted().at(-1);
    if (last !== undefined) done.set(module, dayIn(timeZone, new Date(last)));
  }
  return done;
}

/**
 * Everything that hangs on the person, in one read, with lists as JSON: rows of their own would cost the home page more than finding them. `courses` are those that she is
 * enrolled in, in the version in force, while she sits no test of them. Without an answer left for this week the lists stay away.
 */
const situation = prepared((db, value: (name: 'userId' | 'monday' | 'now' | 'most') => never) => ({
  compile: () =>
    sql<{ answered: number; begun: number; suspended: string; courses: string; cards: string }>`
      with week as materialized (select count(*) as answered from recall_answer where user_id = ${value('userId')} and answered_on >= ${value('monday')})
      select answered, exists (select 1 from recall_card where user_id = ${value('userId')}) as begun,
        (select json_group_array(question_id) from question_suspension where lifted_at is null) as suspended,
        case when answered < ${value('most')} then (
          select json_group_array(json_array(c.id, v.id)) from enrollment as e join course as c on c.id = e.course_id
          join course_version as v on v.course_id = c.id and v.released_at is not null and v.superseded_at is null
          where e.user_id = ${value('userId')} and e.cancelled_at is null and c.retired_at is null
            and not exists (select 1 from attempt as t where t.user_id = ${value('userId')} and t.course_id = c.id and t.submitted_at is null and t.due_at > ${value('now')})
        ) end as courses,
        case when answered < ${value('most')} then (select json_group_array(json_array(question_id, answers, due_on)) from recall_card where user_id = ${value('userId')}) end as cards
      from week`.compile(db),
}));

/** When which of some lessons and tests, given as lists in JSON, were done. */
const doneSteps = prepared((db, value: (name: 'userId' | 'lessons' | 'tests') => never) => ({
  compile: () =>
    sql<{ doneAt: string }>`
      select json_group_object(id, at) as doneAt from (
        select lesson_id as id, coalesce(completed_at, credited_at) as at from lesson_progress where user_id = ${value('userId')} and lesson_id in (select value from json_each(${value('lessons')}))
        union all
        select assessment_id, coalesce(passed_at, credited_at) from assessment_progress where user_id = ${value('userId')} and assessment_id in (select value from json_each(${value('tests')}))
      ) where at is not null`.compile(db),
}));
