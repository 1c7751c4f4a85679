import { renderToStaticMarkup } from 'react-dom/server';
import type { Locale } from '../../platform/i18n/messages.ts';
import { CheckCard } from '../../ui/index.ts';
import { encode } from '../../platform/http/slots.ts';
import { remember } from '../../platform/remember.ts';
import { readingMessages } from '../messages/reading.ts';
import type { LessonDrill } from '../rules/drill.ts';
import type { LessonBody, LessonCheck } from '../rules/lesson-body.ts';
import type { LessonScenario } from '../rules/scenario.ts';
import { drillMarkup, type DrillPlace } from './drill-card.tsx';
import { scenarioMarkup } from './scenario-card.tsx';

/** Cards of questions and practice by lesson version, key, answer and language; they never change once published. */
const cards = remember<string>(4_000);
const proses = remember<Uint8Array>(200);

/** The id of the form that ends a lesson; questions in the text belong to it, so one button sends everything without a script. */
export const completionForm = 'lesson-completion';

export interface ProseSource {
  lessonVersionId: string;
  courseSlug: string;
  slug: string;
  body: LessonBody;
}

type CardSource = Omit<ProseSource, 'body'>;

/** The lesson's markup for one reader, encoded: published prose with her answers in the questions. */
export function lessonProse(lesson: ProseSource, answers: ReadonlyMap<string, string>, locale: Locale): Uint8Array {
  return proses(`${lesson.lessonVersionId} ${locale} ${JSON.stringify([...answers])}`, () => encode(assemble(lesson, answers, locale)));
}

function assemble(lesson: ProseSource, answers: ReadonlyMap<string, string>, locale: Locale): string {
  const total = lesson.body.blocks.filter((block) => block.kind === 'check').length;
  let number = 0;
  return lesson.body.blocks
    .map((block) => {
      if (block.kind === 'html') return block.html;
      if (block.kind === 'drill') return drillCard(lesson, block, answers.get(block.key), locale);
      if (block.kind === 'scenario') return scenarioCard(lesson, block, answers.get(block.key), locale);
      number += 1;
      return card(lesson.lessonVersionId, block, answers.get(block.key), { n: number, total }, locale);
    })
    .join('');
}

/** One practice of a lesson for one reader. */
export function drillCard(lesson: CardSource, drill: LessonDrill, answer: string | undefined, locale: Locale): string {
  return cards(`${lesson.lessonVersionId} ${drill.key} ${answer ?? ''} ${locale}`, () => drillMarkup(drill, answer, placeIn(lesson, locale)));
}

function scenarioCard(lesson: CardSource, scenario: LessonScenario, answer: string | undefined, locale: Locale): string {
  return cards(`${lesson.lessonVersionId} ${scenario.key} ${answer ?? ''} ${locale}`, () => scenarioMarkup(scenario, answer, placeIn(lesson, locale)));
}

function placeIn({ courseSlug, slug }: CardSource, locale: Locale): DrillPlace {
  return { form: completionForm, action: `/learn/${courseSlug}/${slug}/answers`, locale };
}

function card(versionId: string, check: LessonCheck, chosen: string | undefined, place: { n: number; total: number }, locale: Locale): string {
  return cards(`${versionId} ${check.key} ${chosen ?? ''} ${locale}`, () => renderCard(check, chosen, place, locale));
}

function renderCard(check: LessonCheck, chosen: string | undefined, place: { n: number; total: number }, locale: Locale): string {
  const t = readingMessages.in(locale);
  const options = check.options.map((option) => ({ value: option.key, text: <span dangerouslySetInnerHTML={{ __html: option.html }} />, why: option.why, correct: option.correct }));
  return renderToStaticMarkup(
    <CheckCard id={`check-${check.key}`} name={check.key} form={completionForm} eyebrow={t('lesson.check-eyebrow', place)} question={check.question} options={options} right={t('lesson.right')} wrong={t('lesson.wrong')} {...(chosen ? { chosen } : {})} />,
  );
}
