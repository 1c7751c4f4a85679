import { z } from 'zod';
import { inBoth } from '../../platform/http/in-both.ts';
import { isLocalTime } from '../../platform/local-time.ts';
import { sheetFormats } from '../../platform/sheets/sheet.ts';
import { normaliseLine, normaliseText } from '../../platform/text/normalise.ts';
import { typedMoment } from '../../platform/typed-time.ts';
import { classDeskMessages as messages } from '../messages/class-desk.ts';
import { slug } from './params.ts';
import { sessionsIn } from './session-rows.ts';

type Fault = Exclude<Extract<keyof typeof messages.catalogue, `fault.${string}`>, 'fault.capacity-taken' | 'fault.correction-reason'>;
const say = (key: Fault) => inBoth(messages.both(key));
const line = (least: number, most: number, fault: Fault) => z.string().transform(normaliseLine).pipe(z.string().min(least, say(fault)).max(most, say(fault)));
const tick = z.enum(['on', '']).optional().transform((value) => value === 'on');

export const classParams = z.object({ class: z.uuid() });
export const sessionParams = z.object({ class: z.uuid(), session: z.uuid() });
export const checkInParams = z.object({ session: z.uuid(), token: z.string().max(60) });

/** What a page says after a deed. */
export const classDone = ['placed', 'waiting', 'left', 'present', 'already', 'created', 'saved', 'opened', 'recorded', 'cancelled', 'marked', 'filed'] as const;
export const doneQuery = z.object({ done: z.enum(classDone).optional().catch(undefined) });
export const classesQuery = z.object({ tab: z.enum(['open', 'mine', 'past']).optional().catch(undefined) });
export const deskQuery = z.object({ tab: z.enum(['ahead', 'past']).optional().catch(undefined), unit: z.uuid().optional().catch(undefined), done: z.enum(classDone).optional().catch(undefined) });

const format = z.enum(sheetFormats).catch('xlsx');
export const deskFileQuery = deskQuery.extend({ format });
export const formatQuery = z.object({ format });

/** A class as it is typed; the moment of closing is local time. */
export const classForm = z
  .object({
    revision: z.coerce.number().int().min(0),
    title: line(5, 200, 'fault.title'),
    about: z.string().transform((text) => normaliseText(text).trim()).pipe(z.string().max(2000, say('fault.about'))).default(''),
    course: z.union([slug, z.literal('')]).catch(''),
    replaces: tick,
    unit: z.uuid(say('fault.unit')),
    audience: z.uuid(say('fault.unit')),
    capacity: z.string().trim().refine((text) => /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 2000, say('fault.capacity')).transform(Number),
    lecturer: line(2, 120, 'fault.lecturer'),
    lecturerUnit: line(0, 200, 'fault.lecturer-unit').default(''),
    closes: z.string().transform(typedMoment).refine(isLocalTime, say('fault.closes')),
  })
  .catchall(z.string().max(2_000))
  .transform((fields, context) => {
    const sessions = sessionsIn(fields, context);
    if (sessions.length === 0 && context.issues.length === 0) context.issues.push({ code: 'custom', message: say('fault.no-session'), input: '', path: ['day_0'] });
    const { revision, title, about, course, replaces, unit, audience, capacity, lecturer, lecturerUnit, closes } = fields;
    return { fields: { title, about, course: course || null, replaces: replaces && course !== '', unit, audience, capacity, lecturer, lecturerUnit, closes, sessions }, revision, typed: typedOf(fields) };
  });
export type ClassFields = z.infer<typeof classForm>['fields'];

/** The fields as text again, to stand in a form that a command refused. */
function typedOf(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value === true ? 'on' : value === false ? '' : String(value)]));
}

const reason = line(10, 500, 'fault.reason');
export const cancelForm = z.object({ reason });
export const codeForm = z.object({ code: z.string().max(40) });
export const ticketForm = z.object({ ticket: z.string().max(60) });
export const emptyForm = z.object({});

/** Who was there, as ticked: everybody on the page stands in `who[]`, those who were there also in `present[]`. */
export const attendanceForm = z.object({
  who: z.array(z.uuid()).max(2000).default([]),
  present: z.array(z.uuid()).max(2000).default([]),
  /** Somebody who is not in the list: the other form of the page. */
  staffNo: z.string().trim().max(60).optional(),
  reason: z.string().transform(normaliseLine).pipe(z.string().max(500, say('fault.reason'))).default(''),
});
/** A file to look at; or, when it has been looked at, the staff numbers that count, line by line. */
export const fileForm = z.object({
  file: z.instanceof(File).optional(),
  list: z.string().max(100_000).optional(),
  reason: z.string().transform(normaliseLine).pipe(z.string().max(500, say('fault.reason'))).default(''),
});

const year = z.coerce.number().int().min(2020).max(2100).optional().catch(undefined);
export const recordQuery = z.object({ year });
export const unitTrainingQuery = z.object({ unit: z.uuid().optional().catch(undefined), year, page: z.coerce.number().int().min(1).max(100_000).catch(1) });
export const personParams = z.object({ person: z.uuid() });

/** An address with what is set of its query. */
export function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams(Object.entries(query).flatMap(([key, value]) => (value === undefined || (key === 'page' && value === 1) ? [] : [[key, String(value)]]))).toString();
  return search ? `${path}?${search}` : path;
}
