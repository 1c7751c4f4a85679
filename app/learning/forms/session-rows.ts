import { z } from 'zod';
import { inBoth } from '../../platform/http/in-both.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { isTime, typedDay, typedTime } from '../../platform/typed-time.ts';
import { classDeskMessages as messages } from '../messages/class-desk.ts';

/** As many sessions as a class has. */
export const mostSessions = 12;

const say = (key: 'fault.day' | 'fault.time' | 'fault.times' | 'fault.place' | 'fault.periods') => inBoth(messages.both(key));
const isDay = (text: string) => /^20\d{2}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
const time = z.string().transform(typedTime).refine(isTime, say('fault.time'));
const halfPeriods = (text: string) => text.trim().replace(',', '.');
const isPeriods = (text: string) => /^\d{1,2}(\.[05])?$/.test(text) && Number(text) > 0 && Number(text) <= 12;

const row = z
  .object({
    id: z.union([z.uuid(), z.literal('')]).catch(''),
    day: z.string().transform(typedDay).refine(isDay, say('fault.day')),
    from: time,
    to: time,
    place: z.string().transform(normaliseLine).pipe(z.string().min(2, say('fault.place')).max(300, say('fault.place'))),
    periods: z.string().transform(halfPeriods).refine(isPeriods, say('fault.periods')).transform(Number),
  })
  .refine(({ from, to }) => to > from, { error: say('fault.times'), path: ['to'] });
export type TypedSession = z.infer<typeof row> & { at: number };

const names = ['id', 'day', 'from', 'to', 'place', 'periods'] as const;
const typed = ['day', 'from', 'to', 'place', 'periods'] as const;

/** Reads `day_0`, `from_0` … as sessions. A row in which nothing is typed is none; faults stand at the field of their row. */
export function sessionsIn(fields: Readonly<Record<string, unknown>>, context: z.core.$RefinementCtx): TypedSession[] {
  const sessions: TypedSession[] = [];
  for (let at = 0; at < mostSessions; at += 1) {
    const raw = Object.fromEntries(names.map((name) => [name, textIn(fields, `${name}_${at}`)]));
    if (typed.every((name) => (raw[name] ?? '').trim() === '')) continue;
    const read = row.safeParse(raw);
    if (read.success) sessions.push({ ...read.data, at });
    else for (const issue of read.error.issues) context.issues.push({ code: 'custom', message: issue.message, input: '', path: [`${String(issue.path[0])}_${at}`] });
  }
  return sessions;
}

function textIn(fields: Readonly<Record<string, unknown>>, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : '';
  return typeof value === 'string' ? value : '';
}
