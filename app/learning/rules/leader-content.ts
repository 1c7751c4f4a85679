import type { MessageContent } from '../../messaging/index.ts';
import type { Day } from '../../platform/clock.ts';
import { dayWords } from '../../platform/days.ts';
import { locales, type Locale } from '../../platform/i18n/messages.ts';
import { leaderWords } from '../messages/leader-words.ts';
import { soonDays, type Figures } from './digest.ts';
import { plain, titleOf } from './reminder-content.ts';
import { offsetOf } from './reminders.ts';

/** What a leader's notice depends on: how many of her staff reached which step. */
export interface EscalationWording {
  noticeId: string;
  course: { title: string; slug: string };
  /** By step, those of an earlier step told further up included. */
  steps: readonly { step: string; count: number }[];
  /** How many of them were told of further down before. */
  above: number;
}

/** The words of a notice in both languages: counts and the way to the list, no names. */
export function escalationContent(wording: EscalationWording): MessageContent {
  const [vi, en] = locales.map((locale) => escalationIn(locale, wording)) as [MessageContent['vi'], MessageContent['vi']];
  return { vi, en, sms: leaderWords.in('vi')('escalation.sms', { course: titleOf(wording), count: countOf(wording) }), link: escalationPath(wording.noticeId) };
}

/** Where a leader reads the names. */
export const escalationPath = (noticeId: string): string => `/units/escalations/${noticeId}`;

const countOf = ({ steps }: Pick<EscalationWording, 'steps'>) => steps.reduce((sum, { count }) => sum + count, 0);

function escalationIn(locale: Locale, wording: EscalationWording): MessageContent['vi'] {
  const t = leaderWords.in(locale);
  const count = countOf(wording);
  const steps = wording.steps.toSorted((one, other) => (offsetOf(one.step) ?? 0) - (offsetOf(other.step) ?? 0)).map(({ step, count: own }) => `- ${t('escalation.step', { days: offsetOf(step) ?? 0, count: own })}`);
  const parts = [t('escalation.body', { course: plain(titleOf(wording)), count }), steps.join('\n'), wording.above > 0 ? t('escalation.above', { count: wording.above }) : '', t('escalation.names')];
  return { subject: t('escalation.subject', { course: titleOf(wording), count }), body: parts.filter(Boolean).join('\n\n') };
}

/** What a digest depends on. */
export interface DigestWording {
  day: Day;
  /** The unit that she leads; null when there are several. */
  unitName: string | null;
  courses: readonly { title: string; slug: string; figures: Figures }[];
}

/** A mail of a hundred courses helps nobody. */
const coursesShown = 20;

/** The words of a digest in both languages. */
export function digestContent(wording: DigestWording): MessageContent {
  const [vi, en] = locales.map((locale) => digestIn(locale, wording)) as [MessageContent['vi'], MessageContent['vi']];
  return { vi, en, link: '/units' };
}

function digestIn(locale: Locale, { day, unitName, courses }: DigestWording): MessageContent['vi'] {
  const t = leaderWords.in(locale);
  const lines = courses.slice(0, coursesShown).map((course) => `- **${plain(titleOf({ course }))}**: ${figuresIn(locale, course.figures)}`);
  const rest = courses.length - coursesShown;
  if (rest > 0) lines.push(`- ${t('digest.more', { count: rest })}`);
  return { subject: t('digest.subject', { day: dayWords(day) }), body: [t('digest.lead', { unit: unitName ? plain(unitName) : t('digest.units') }), lines.join('\n'), t('digest.place')].join('\n\n') };
}

function figuresIn(locale: Locale, { total, done, doing, late, soon, doneBefore, lateBefore }: Figures): string {
  const t = leaderWords.in(locale);
  const change = (now: number, before: number) => (now === before ? '' : now > before ? t('digest.up', { count: now - before }) : t('digest.down', { count: before - now }));
  const parts = [
    t('digest.done', { done, total, change: change(done, doneBefore) }),
    doing > 0 ? t('digest.doing', { count: doing }) : '',
    late > 0 || lateBefore > 0 ? t('digest.late', { count: late, change: change(late, lateBefore) }) : '',
    soon > 0 ? t('digest.soon', { count: soon, days: soonDays }) : '',
  ];
  return parts.filter(Boolean).join(', ');
}
