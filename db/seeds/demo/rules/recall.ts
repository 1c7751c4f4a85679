import { afterAnswer, answersPerWeek, dueQuestions, mondayOf, recallColumns, type QuestionBody, type RecallCandidate, type RecallCard } from '../../../../app/learning/index.server.ts';
import type { Day } from '../../../../app/platform/clock.ts';
import type { NewRow } from '../../bulk.ts';
import { rightAnswer, wrongAnswer } from './answers.ts';
import type { Random } from './random.ts';
import { daysApart, isWorkingDay, localDay, plusDays, studyMoment } from './working-time.ts';

/** A question of a module that somebody has done. */
export interface LearntQuestion extends Omit<RecallCandidate, 'card'> {
  versionId: string;
  expiresOn: Day | null;
  body: QuestionBody;
}
export interface RecallLife {
  userId: string;
  questions: readonly LearntQuestion[];
  /** The share of weeks in which she answers what is asked. */
  diligence: number;
  /** Nothing happens at or after this time. */
  endMs: number;
}
export interface LivedRecall {
  answers: NewRow<'recall_answer'>[];
  cards: NewRow<'recall_card'>[];
}

/** What a guess brings, and how many days it takes to forget most of what was read once; each answer, with its explanation, makes it last longer. */
const memory = { guess: 0.3, days: 150, spread: 50, fewest: 15, right: 1.9, wrong: 1.3 };

/** Lives through the weeks after somebody's modules: asked by the program's own rule, answered as people forget. */
export function liveRecall(life: RecallLife, random: Random): LivedRecall {
  const followed = new Map(life.questions.map((question) => [question.questionId, { ...question, card: null as RecallCard | null }]));
  const lasts = new Map(life.questions.map(({ questionId }) => [questionId, Math.max(memory.fewest, random.around(memory.days, memory.spread))]));
  const answers: LivedRecall['answers'] = [];
  const first = life.questions.reduce((day, { moduleDoneOn }) => (moduleDoneOn < day ? moduleDoneOn : day), localDay(life.endMs));
  for (let monday = mondayOf(plusDays(first, 7)); monday <= localDay(life.endMs); monday = plusDays(monday, 7)) {
    const day = plusDays(monday, random.int(0, 4));
    const startMs = studyMoment(random, day);
    if (!random.chance(life.diligence) || !isWorkingDay(day)) continue;
    const open = [...followed.values()].filter(({ expiresOn }) => expiresOn === null || day < expiresOn);
    for (const [at, asked] of dueQuestions(open, day).slice(0, answersPerWeek).entries()) {
      const atMs = startMs + (at + 1) * random.int(12, 25) * 1_000;
      if (atMs >= life.endMs) break;
      const { card } = asked;
      const days = lasts.get(asked.questionId) ?? memory.days;
      const isCorrect = random.chance(memory.guess + (1 - memory.guess) * Math.exp(-daysApart(card?.lastOn ?? asked.moduleDoneOn, day) / days));
      lasts.set(asked.questionId, days * (isCorrect ? memory.right : memory.wrong));
      const question = followed.get(asked.questionId);
      if (question) question.card = afterAnswer(card, { moduleDoneOn: asked.moduleDoneOn, answeredOn: day, isCorrect });
      answers.push(answerRow(life.userId, asked, { isCorrect, atMs, number: (card?.answers ?? 0) + 1 }, random));
    }
  }
  return { answers, cards: [...followed.values()].flatMap(({ questionId, courseId, card }) => (card ? [{ user_id: life.userId, question_id: questionId, course_id: courseId, ...recallColumns(card) }] : [])) };
}

function answerRow(user_id: string, asked: LearntQuestion, { isCorrect, atMs, number }: { isCorrect: boolean; atMs: number; number: number }, random: Random): NewRow<'recall_answer'> {
  return {
    id: random.id(atMs),
    user_id,
    question_id: asked.questionId,
    number,
    question_version_id: asked.versionId,
    course_id: asked.courseId,
    module_done_on: asked.moduleDoneOn,
    response: JSON.stringify(isCorrect ? rightAnswer(asked.body) : wrongAnswer(asked.body, random)),
    is_correct: isCorrect ? 1 : 0,
    answered_on: localDay(atMs),
    answered_at: new Date(atMs).toISOString(),
  };
}
