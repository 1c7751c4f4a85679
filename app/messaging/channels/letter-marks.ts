import type { Locale } from '../../platform/i18n/messages.ts';
import { mailMessages } from '../messages/mail.ts';
import type { Letter } from '../sender.ts';

/** What stands before the subject of a drill or a correction, on whichever channel. */
export function letterMarks({ isDrill, correctsId }: Pick<Letter, 'isDrill' | 'correctsId'>, locale: Locale): string[] {
  const t = mailMessages.in(locale);
  return [isDrill ? t('drill') : '', correctsId ? t('correction') : ''].filter(Boolean);
}
