import { z } from 'zod';
import { inBoth } from '../../platform/http/in-both.ts';
import { sheetFormats } from '../../platform/sheets/sheet.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { savedMessages as messages } from '../messages/saved.ts';
import { cadences } from '../rules/schedule.ts';
import { readQuestion, writeQuestion } from './list-question.ts';

export const reportParams = z.object({ report: z.uuid() });
export const fileParams = z.object({ file: z.uuid() });
export const savedQuery = z.object({ done: z.enum(['saved', 'shared', 'unshared', 'scheduled', 'ended']).optional().catch(undefined) });

const say = (key: 'fault.name' | 'fault.day' | 'fault.hour') => inBoth(messages.both(key));

/** A name in one line, and the question as it stood in the address: it is read anew, so that nothing is kept that the builder would not show. */
export const saveForm = z.object({
  name: z.string().transform(normaliseLine).refine((name) => name.length >= 1 && name.length <= 120, say('fault.name')),
  question: z.string().max(4_000).transform((text) => writeQuestion(readQuestion(new URLSearchParams(text)))),
});

export const sharingForm = z.object({ shared: z.enum(['yes', 'no']) });
export const emptyForm = z.object({});

const whole = (least: number, most: number, fault: 'fault.day' | 'fault.hour') => z.string().trim().refine((text) => /^\d{1,2}$/.test(text) && Number(text) >= least && Number(text) <= most, say(fault)).transform(Number);
export const firstHour = 6;
export const lastHour = 21;

export const scheduleForm = z
  .object({
    every: z.enum(cadences),
    weekday: whole(1, 7, 'fault.day'),
    monthday: whole(1, 31, 'fault.day'),
    hour: whole(firstHour, lastHour, 'fault.hour'),
    format: z.enum(sheetFormats),
    reader: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]).pipe(z.array(z.uuid()).max(50)),
  })
  .transform(({ every, weekday, monthday, hour, format, reader }) => ({ rhythm: { every, onDay: every === 'WEEK' ? weekday : monthday, atHour: hour }, format, readers: [...new Set(reader)] }));
export type ScheduleWish = z.infer<typeof scheduleForm>;

/** The form as it was filled in, for a schedule that is refused; the day of the other rhythm, which nobody needs, is left out. */
export function typedSchedule({ rhythm: { every, onDay, atHour }, format, readers }: ScheduleWish): Record<string, string | string[]> {
  return { every, [every === 'WEEK' ? 'weekday' : 'monthday']: String(onDay), hour: String(atHour), format, reader: readers };
}
