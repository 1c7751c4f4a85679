import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { rightAnswer } from '../../db/seeds/demo/rules/answers.ts';
import { compileBank, type CompiledQuestion } from '../../app/learning/publishing/compile-questions.ts';
import { reviewQuestion } from '../../app/learning/rules/review-question.ts';
import { answerState, fieldsOfResponse, parseResponse } from '../../app/learning/rules/question-response.ts';
import type { QuestionBody, QuestionResponse } from '../../app/learning/rules/question.ts';
import { foldAnswer, scoreQuestion } from '../../app/learning/rules/score-question.ts';
import { showQuestion } from '../../app/learning/rules/shown-question.ts';
import { shownOrder } from '../../app/learning/rules/shuffle.ts';
import { collectProblems } from '../../app/platform/content/problems.ts';
import { largestYaml, readSource } from '../../app/platform/content/source-text.server.ts';

/** Every question of every bank as it is asked; its lessons are compiled elsewhere. */
function realQuestions(): CompiledQuestion[] {
  const problems = collectProblems();
  const courses = readdirSync('content/courses').map((name) => join('content/courses', name));
  const questions = courses.flatMap((course) => {
    const taken = new Map<string, string>();
    return readdirSync(course).filter((module) => existsSync(join(course, module, 'questions.yaml'))).flatMap((moduleKey) => {
      const file = join(course, moduleKey, 'questions.yaml');
      const lessons = new Map(readdirSync(join(course, moduleKey)).map((name) => [name.replace(/^\d+-|\.mdx$/g, ''), null]));
      return compileBank({ file, text: readSource(file, file, largestYaml, problems) ?? '', moduleKey }, { problems, today: '2026-11-28', lessons, taken }) ?? [];
    });
  });
  if (problems.list.length > 0) throw new Error(JSON.stringify(problems.list));
  return questions;
}
const questions = realQuestions();
const seeds = ['a', 'b', 'c'];
/** Goes through the form as a learner's answer does. */
function typedIn(body: QuestionBody, order: readonly string[], response: QuestionResponse): QuestionResponse | null {
  const parsed = parseResponse(body, order, fieldsOfResponse(body, order, response));
  if (!parsed.ok) throw new Error(parsed.fault);
  return parsed.response;
}
/** Questions for which something does not hold, by their ids: one sentence for all of them. */
const failing = (holds: (question: CompiledQuestion, order: readonly string[]) => boolean) =>
  questions.filter((question) => !seeds.every((seed) => holds(question, shownOrder(question.body, `${seed}|${question.key}`)))).map(({ key }) => key);

describe('every question of the courses', () => {
  it('is of a bank large enough to mean something', () => {
    expect(questions.length).toBeGreaterThanOrEqual(420);
    expect(new Set(questions.map(({ type }) => type)).size).toBe(6);
  });

  it('is worth all its points when it is answered rightly, in whatever order it is shown', () => {
    expect(failing(({ body }, order) => scoreQuestion(body, typedIn(body, order, rightAnswer(body))) === 1)).toEqual([]);
  });

  it('is complete when it is answered rightly, and comes back into its form as it was', () => {
    expect(failing(({ body }, order) => {
      const response = typedIn(body, order, rightAnswer(body));
      return response !== null && answerState(body, response) === 'answered' && isDeepStrictEqual(typedIn(body, order, response), response);
    })).toEqual([]);
  });

  it('is worth nothing when it is left empty, and the review says of each line what would have been right', () => {
    expect(failing(({ body }, order) => {
      const { lines, typed } = reviewQuestion(body, order, null);
      return scoreQuestion(body, null) === 0 && typed === null && lines.length > 0 && lines.every(({ isChosen, why }) => !isChosen && why !== '');
    })).toEqual([]);
  });

  it('is reviewed as right in every line that was answered rightly', () => {
    expect(failing(({ body }, order) => {
      const { lines } = reviewQuestion(body, order, typedIn(body, order, rightAnswer(body)));
      if (body.type === 'short_answer') return lines.length === 1;
      return lines.every(({ isChosen, isRight }) => isChosen === isRight);
    })).toEqual([]);
  });

  it('shows before it is handed in neither reasons nor what is right', () => {
    expect(failing(({ body }, order) => {
      const shown = JSON.stringify(showQuestion(body, order));
      const { lines } = reviewQuestion(body, order, null);
      return !/"(why|correct|accepted|key|answer)"/.test(shown) && lines.every(({ why }) => !shown.includes(JSON.stringify(why).slice(1, -1)));
    })).toEqual([]);
  });

  it('is worth less with one wrong option more, and never less than nothing', () => {
    expect(failing(({ body }) => {
      if (body.type !== 'multiple') return true;
      const right = body.options.filter(({ correct }) => correct).map(({ key }) => key);
      const worths = body.options.filter(({ correct }) => !correct).map(({ key }) => scoreQuestion(body, { type: 'multiple', choices: [...right, key] }));
      return worths.every((worth) => worth >= 0 && worth < 1) && scoreQuestion(body, { type: 'multiple', choices: body.options.map(({ key }) => key) }) < 1;
    })).toEqual([]);
  });

  it('with a typed answer takes each accepted one without marks, in capitals and half composed, and none that is empty', () => {
    expect(failing(({ body }) => {
      if (body.type !== 'short_answer') return true;
      const worth = (text: string) => scoreQuestion(body, { type: 'short_answer', text });
      return worth('') === 0 && worth('…') === 0 && body.accepted.every((text) => [text, foldAnswer(text), text.toUpperCase(), text.normalize('NFD'), ` ${text}. `].every((typed) => worth(typed) === 1));
    })).toEqual([]);
  });
});
