import { periodMessages } from '../messages/period.ts';
import type { PeriodTexts } from '../rules/basis-period.ts';

/** The words for a period, with its days still to be filled in. */
export function periodTexts(t: ReturnType<typeof periodMessages.in>): PeriodTexts {
  const gap = { from: '{from}', to: '{to}' };
  return { both: t('period.both', gap), from: t('period.from', gap), to: t('period.to', gap) };
}
