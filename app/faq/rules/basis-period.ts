import { dayWords } from '../../platform/days.ts';

/** First and last day on which a document holds; null where nobody has said it. */
export interface Period {
  from: string | null;
  to: string | null;
}
/** The words of a period with `{from}` and `{to}` in them. */
export type PeriodTexts = Record<'both' | 'from' | 'to', string>;

/** From when to when a document holds, in words; empty when neither day is known. */
export function periodWords({ from, to }: Period, texts: PeriodTexts): string {
  if (from === null && to === null) return '';
  const words = to === null ? texts.from : from === null ? texts.to : texts.both;
  return words.replace('{from}', dayWords(from ?? '')).replace('{to}', dayWords(to ?? ''));
}

/** Legal bases in one line, each with its period behind it as far as that is known. */
export function basisWithPeriods({ basis, periods }: { basis: readonly string[]; periods: readonly Period[] }, texts: PeriodTexts): string {
  return basis.map((line, at) => [line, periodWords(periods[at] ?? { from: null, to: null }, texts)].filter(Boolean).join(', ')).join('; ');
}
