import type { Formats } from '../../platform/i18n/formats.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { summaryMessages } from '../messages/monthly-summary.ts';
import type { ModelSum } from './consolidate.ts';

/** Quantities that units report of a model, each measure by itself; empty without any. */
export function quantityWords(quantities: ModelSum['quantities'], locale: Locale, formats: Pick<Formats, 'number'>): string {
  const t = summaryMessages.in(locale);
  return quantities.map(({ quantity, measure, units }) => t('quantity', { quantity: formats.number(quantity), measure, units })).join('; ');
}

/** What the program has counted for a model; small groups are named as such, and nothing else is said of them. */
export function countedWords(figures: ModelSum['figures'], locale: Locale, formats: Pick<Formats, 'number'>): string {
  const t = summaryMessages.in(locale);
  const said = ({ key, value, total }: ModelSum['figures'][number]) => (key === 'published' ? '' : value === null ? t('small') : t(`figure.${key}`, { value: formats.number(value), total: formats.number(total ?? 0) }));
  return figures.map(said).filter(Boolean).join('; ');
}
