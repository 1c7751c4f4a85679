import { z } from 'zod';
import type { Day } from '../../platform/clock.ts';
import { daysBetween } from '../../platform/days.ts';
import { AppError } from '../../platform/errors.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { platformMessages } from '../../platform/messages.ts';
import { sheetFormats } from '../../platform/sheets/sheet.ts';
import { isTime, typedDay, typedTime } from '../../platform/typed-time.ts';
import { reminderMessages as messages } from '../messages/reminders.ts';
import { reminderChannels, type ReminderPolicy } from '../rules/reminder-policy.ts';
import { learnerStates } from '../rules/learner-state.ts';
import { slug } from './params.ts';

type Fault = Extract<keyof typeof messages.catalogue, `fault.${string}`>;
const say = (key: Fault) => inBoth(messages.both(key));
const page = z.coerce.number().int().min(1).max(100_000).catch(1);
const unit = z.uuid().optional().catch(undefined);

/** A day that exists, in the years that the program may see. */
const day = z.string().transform(typedDay).pipe(z.string().regex(/^20[2-9]\d-\d{2}-\d{2}$/).refine((value) => !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value)));

/** Filters as they stand in the URL; what is not understood is left out. The day is judged by the page, which can say what is wrong with it. */
export const previewQuery = z.object({ day: z.string().max(40).optional().catch('?'), unit, course: slug.optional().catch(undefined), step: z.string().regex(/^[a-z]+(-\d{1,4})?$/).optional().catch(undefined), page });
export type PreviewQuery = z.infer<typeof previewQuery>;
export const calendarQuery = z.object({ unit });
export const historyKinds = ['reminder', 'escalation', 'digest'] as const;
export type HistoryKind = (typeof historyKinds)[number];
export const historyQuery = z.object({ unit, course: slug.optional().catch(undefined), kind: z.enum(historyKinds).optional().catch(undefined), page });
export const escalationsQuery = z.object({ unit, course: slug.optional().catch(undefined), day: day.optional().catch(undefined), led: z.literal('none').optional().catch(undefined), page });
export const escalationsFileQuery = escalationsQuery.extend({ format: z.enum(sheetFormats).catch('xlsx') });
export type EscalationsQuery = z.infer<typeof escalationsQuery>;
export const noticeParams = z.object({ notice: z.uuid() });
export const batchQuery = z.object({ page });
export const batchParams = z.object({ batch: z.uuid() });
export const policyQuery = z.object({ due: day.optional().catch(undefined), done: z.literal('saved').optional().catch(undefined) });

/** The day that somebody typed for a preview: undefined when she typed none, `fault` when it is no day from today to a year ahead. */
export function previewDay(typed: string | undefined, today: Day): { day: Day | undefined; fault: boolean } {
  if (!typed) return { day: undefined, fault: false };
  const read = day.safeParse(typed);
  const ahead = read.success ? daysBetween(today, read.data) : -1;
  return ahead < 0 || ahead > 366 ? { day: undefined, fault: true } : { day: read.data, fault: false };
}

/** The address of one of the pages, with its filters. */
export function remindersHref(tab: '' | '/calendar' | '/history' | '/escalations' | '/escalations/file', query: Record<string, string | number | undefined>): string {
  const pairs = Object.entries(query).filter(([key, value]) => value && !(key === 'page' && value === 1));
  const search = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString();
  return `/admin/reminders${tab}${search ? `?${search}` : ''}`;
}

const checked = z.literal('on').optional().transform((value) => value === 'on');
const inRange = (text: string, least: number, most: number) => /^\d{1,3}$/.test(text) && Number(text) >= least && Number(text) <= most;
const number = (least: number, most: number, fault: Fault) => z.string().trim().refine((text) => inRange(text, least, most), say(fault)).transform(Number);
/** The same, or nothing. */
const perhaps = (least: number, most: number, fault: Fault) => z.string().trim().refine((text) => text === '' || inRange(text, least, most), say(fault)).transform((text) => (text === '' ? null : Number(text))).default(null);
const time = (fault: Fault, from: string, to: string) => z.string().transform(typedTime).refine((value) => isTime(value) && value >= from && value <= to, say(fault));
const numbers = (text: string) => text.split(/[,;\s]+/).filter(Boolean);
const list = z.string().max(200, say('fault.before')).refine((text) => numbers(text).length <= 6 && numbers(text).every((one) => inRange(one, 1, 90)), say('fault.before')).transform((text) => [...new Set(numbers(text).map(Number))].sort((one, other) => other - one));

/** The rule of reminders as it is typed. Without a first day there are no reminders after the due day, and the two fields beside it do not matter. */
export const policyForm = z
  .object({
    mark: z.string().max(40),
    before: list.default([]),
    onDueDay: checked,
    first: perhaps(1, 90, 'fault.days'),
    every: perhaps(1, 90, 'fault.days'),
    times: perhaps(0, 12, 'fault.times'),
    hour: time('fault.hour', '06:00', '16:00'),
    until: time('fault.until', '06:01', '21:00'),
    catchUpDays: number(0, 30, 'fault.catch-up'),
    tellFirst: perhaps(1, 90, 'fault.days'),
    tellEvery: perhaps(1, 90, 'fault.days'),
    tellTimes: perhaps(0, 5, 'fault.tell-times'),
    digestDay: perhaps(1, 7, 'fault.digest-day'),
    digestHour: z.string().max(20, say('fault.digest-hour')).transform(typedTime).default(''),
    workingDaysOnly: checked,
    isDuty: checked,
    channel_EMAIL: checked,
    channel_PUSH: checked,
    channel_SMS: checked,
    legalBasis: z.string().trim().min(5, say('fault.basis')).max(300, say('fault.basis')).regex(/^[^\r\n\u0000-\u001f]*$/, say('fault.basis')),
  })
  .refine((form) => !isTime(form.hour) || form.until > form.hour, { error: say('fault.until'), path: ['until'] })
  .refine((form) => form.first === null || form.every !== null, { error: say('fault.days'), path: ['every'] })
  .refine((form) => form.first === null || form.times !== null, { error: say('fault.times'), path: ['times'] })
  .refine((form) => form.tellFirst === null || form.tellEvery !== null, { error: say('fault.days'), path: ['tellEvery'] })
  .refine((form) => form.tellFirst === null || form.tellTimes !== null, { error: say('fault.tell-times'), path: ['tellTimes'] })
  .refine((form) => form.digestDay === null || (isTime(form.digestHour) && form.digestHour >= '06:00' && form.digestHour <= '16:00'), { error: say('fault.digest-hour'), path: ['digestHour'] })
  .refine((form) => form.digestDay === null || !isTime(form.digestHour) || form.digestHour > '16:00' || !isTime(form.until) || form.until > form.digestHour, { error: say('fault.until-digest'), path: ['until'] })
  .transform(({ mark, legalBasis, first, every, times, ...form }) => {
    const { before, onDueDay, hour, until, workingDaysOnly, catchUpDays, isDuty } = form;
    const after = first === null ? null : { first, every: every ?? 1, times: times ?? 0 };
    const escalation = form.tellFirst === null ? null : { first: form.tellFirst, every: form.tellEvery ?? 1, times: form.tellTimes ?? 0 };
    const digest = form.digestDay === null ? null : { weekday: form.digestDay, hour: form.digestHour };
    const policy: ReminderPolicy = { before, onDueDay, after, hour, until, workingDaysOnly, catchUpDays, escalation, digest, isDuty, channels: reminderChannels.filter((channel) => form[`channel_${channel}`]) };
    return { policy, legalBasis, mark };
  });

/** As many people as a page of the unit's list holds. */
export const chosenAtMost = 50;
const people = z.array(z.uuid()).max(chosenAtMost);

/** Whom a leader has chosen, from the address: `who` may stand there many times. @throws AppError invalid for what is no list of people */
export function chosenIn(url: string): string[] {
  const parsed = people.safeParse([...new Set(new URL(url).searchParams.getAll('who'))]);
  if (!parsed.success) throw new AppError('invalid', platformMessages.both('error.params'));
  return parsed.data;
}

export const handQuery = z.object({ unit: z.uuid().optional(), course: slug, state: z.enum(learnerStates).optional().catch(undefined) });
export const handForm = z.object({ who: z.union([z.string().transform((one) => [one]), z.array(z.string())]).pipe(people.min(1)).transform((list) => [...new Set(list)]) });
