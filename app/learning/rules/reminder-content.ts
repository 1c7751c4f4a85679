import type { MessageContent } from '../../messaging/index.ts';
import type { Day } from '../../platform/clock.ts';
import { daysBetween, dayWords } from '../../platform/days.ts';
import { locales, type Locale, type Localised } from '../../platform/i18n/messages.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { reminderWords } from '../messages/reminder-words.ts';

/** The name under which a reminder holds its reader's minutes: they differ from person to person. */
export const minutesVariable = 'phut';

/** Everything that a reminder's words depend on. */
export interface ReminderWording {
  course: { title: string; slug: string };
  dueOn: Day | null;
  /** The day on which it is read. */
  day: Day;
  isMandatory: boolean;
  /** Who sends it by hand; null when the system does. */
  by: { fullName: string; unitName: string | null } | null;
}

type Phase = 'before' | 'tomorrow' | 'today' | 'yesterday' | 'late' | 'open';

/** The words of a reminder in both languages, with a link to the course. */
export function reminderContent(wording: ReminderWording): MessageContent {
  const [vi, en] = locales.map((locale) => wordsIn(locale, wording)) as [MessageContent['vi'], MessageContent['vi']];
  return { vi, en, sms: smsIn('vi', wording), link: `/courses/${wording.course.slug}` };
}

/** Why somebody gets it, to be read behind "because". */
export function reminderReason({ isMandatory, by }: Pick<ReminderWording, 'isMandatory' | 'by'>): Localised {
  if (!by) return reminderWords.both(isMandatory ? 'reason.mandatory' : 'reason.enrolled');
  return reminderWords.both(isMandatory ? 'reason.by-mandatory' : 'reason.by-enrolled', { person: personOf(by) });
}

function wordsIn(locale: Locale, wording: ReminderWording): MessageContent['vi'] {
  const t = reminderWords.in(locale);
  const { phase, days, due } = timingOf(wording);
  const course = plain(titleOf(wording));
  const sentences = [wording.by ? t('by', { person: plain(personOf(wording.by)) }) : '', t(`due.${phase}`, { course, due, days }), wording.isMandatory ? t('mandatory') : '', t('minutes', { minutes: `{{${minutesVariable}}}` })];
  return { subject: t(`subject.${phase}`, { course: titleOf(wording), due }), body: `${sentences.filter(Boolean).join(' ')}\n\n${t('place')}\n\n${t('done')}` };
}

function smsIn(locale: Locale, wording: ReminderWording): string {
  const t = reminderWords.in(locale);
  const { due } = timingOf(wording);
  return wording.dueOn ? t('sms', { course: titleOf(wording), due }) : t('sms.open', { course: titleOf(wording) });
}

function timingOf({ dueOn, day }: ReminderWording): { phase: Phase; days: number; due: string } {
  if (dueOn === null) return { phase: 'open', days: 0, due: '' };
  const ahead = daysBetween(day, dueOn);
  const phase = ahead > 1 ? 'before' : ahead === 1 ? 'tomorrow' : ahead === 0 ? 'today' : ahead === -1 ? 'yesterday' : 'late';
  return { phase, days: Math.abs(ahead), due: dayWords(dueOn) };
}

const longestTitle = 80;

/** A title as the words of a message hold it. */
export function titleOf({ course }: Pick<ReminderWording, 'course'>): string {
  const title = [...normaliseLine(course.title)];
  return title.length > longestTitle ? `${title.slice(0, longestTitle - 1).join('').trimEnd()}…` : title.join('');
}

function personOf({ fullName, unitName }: NonNullable<ReminderWording['by']>): string {
  return normaliseLine(unitName ? `${fullName} (${unitName})` : fullName);
}

/** Titles and names are words, never markup. */
export function plain(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
