import { plusDays } from '../../platform/days.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { fold } from '../../platform/text/fold.ts';
import { syllables } from '../../platform/text/spoken.ts';
import { answerFaults as faults } from '../messages/faults.ts';
import { faultOfAnswerBody } from './answer-body.ts';
import { reviewDays, type AnswerFields, type Volatility } from './answer.ts';

/** Twenty seconds of speech at the pace of the loudspeakers. */
export const shortMost = 66;
export const variantsMost = 20;

/** The day by which facts of a day must be looked at again. */
export function reviewBy(asOf: string, volatility: Volatility): string {
  return plusDays(asOf, reviewDays[volatility]);
}

const days = defineFormats('vi', 'Asia/Ho_Chi_Minh');

/** What is wrong with an answer by itself, by field: whatever comes from a file, a form or an import is held against the same sentences. */
export function faultsOfAnswer(answer: AnswerFields, today: string): Partial<Record<keyof AnswerFields, Localised>> {
  const found: Partial<Record<keyof AnswerFields, Localised>> = {};
  const count = syllables(answer.short);
  if (count > shortMost) found.short = faults.both('short.long', { count, max: shortMost });
  const body = faultOfAnswerBody(answer.body);
  if (body) found.body = body;
  const twice = firstDouble([answer.question, ...answer.variants], fold);
  if (answer.variants.length > variantsMost) found.variants = faults.both('variants.many', { count: answer.variants.length, max: variantsMost });
  else if (twice !== undefined) found.variants = faults.both('variants.twice', { text: twice });
  const basis = firstDouble(answer.legalBasis.map(({ document, article }) => [document, article].filter(Boolean).join(', ')), (text) => text);
  if (basis !== undefined) found.legalBasis = faults.both('basis.twice', { name: basis });
  if (answer.sources.length === 0) found.sources = faults.both('sources.none');
  if (answer.asOf > today) found.asOf = faults.both('day.future', { day: days.day(answer.asOf) });
  const latest = reviewBy(answer.asOf, answer.volatility);
  if (answer.reviewDue <= answer.asOf) found.reviewDue = faults.both('review.early', { day: days.day(answer.asOf) });
  else if (answer.reviewDue > latest) found.reviewDue = faults.both('review.late', { day: days.day(latest) });
  return found;
}

function firstDouble(texts: readonly string[], key: (text: string) => string): string | undefined {
  const seen = new Set<string>();
  return texts.find((text) => {
    const own = key(text);
    const isDouble = seen.has(own);
    seen.add(own);
    return isDouble;
  });
}
