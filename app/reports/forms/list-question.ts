import { z } from 'zod';
import type { Day } from '../../platform/clock.ts';
import { typedDay } from '../../platform/typed-time.ts';
import { chosenColumns, shapes, subjects, usualSort, type Subject } from '../rules/list-subjects.ts';

/** What somebody wants to see: never the answer, which depends on who asks and when. */
export interface ListQuestion {
  subject: Subject;
  unit?: string;
  course?: string;
  state?: string;
  from?: Day;
  to?: Day;
  columns: string[];
  sort: string;
  descending: boolean;
}

const isDay = (text: string) => /^20\d\d-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
const unitId = z.uuid();
const courseSlug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/);

/** The question in an address or in a saved report; what is not understood is left out, so that an old address still opens something sensible. */
export function readQuestion(search: URLSearchParams): ListQuestion {
  const subject = subjects.find((one) => one === search.get('subject')) ?? 'learning';
  const shape = shapes[subject];
  const [unit, course, state] = [search.get('unit') ?? '', search.get('course') ?? '', search.get('state') ?? ''];
  const [from, to] = [typedDay(search.get('from') ?? ''), typedDay(search.get('to') ?? '')];
  const sort = shape.columns.find(({ key, canSort }) => canSort && key === search.get('sort'))?.key;
  return {
    subject,
    ...(unitId.safeParse(unit).success ? { unit } : {}),
    ...(courseSlug.safeParse(course).success ? { course } : {}),
    ...(shape.states.includes(state) ? { state } : {}),
    ...(shape.hasPeriod && isDay(from) ? { from } : {}),
    ...(shape.hasPeriod && isDay(to) ? { to } : {}),
    columns: chosenColumns(subject, search.getAll('column')).map(({ key }) => key),
    sort: sort ?? usualSort[subject].key,
    descending: sort ? search.get('order') === 'desc' : usualSort[subject].descending,
  };
}

/** Whether somebody typed days that are none, or that lie the wrong way round: the page says so instead of showing something else in silence. */
export function periodFault(search: URLSearchParams): 'day' | 'order' | null {
  if (!shapes[readQuestion(search).subject].hasPeriod) return null;
  const [from, to] = [typedDay(search.get('from') ?? ''), typedDay(search.get('to') ?? '')];
  if ([from, to].some((day) => day !== '' && !isDay(day))) return 'day';
  return from && to && from > to ? 'order' : null;
}

/** The question as it stands in an address. */
export function writeQuestion(question: ListQuestion): string {
  const { subject, unit, course, state, from, to, columns, sort, descending } = question;
  const search = new URLSearchParams({ subject });
  for (const [key, value] of Object.entries({ unit, course, state, from, to })) if (value) search.set(key, value);
  for (const column of columns) search.append('column', column);
  search.set('sort', sort);
  search.set('order', descending ? 'desc' : 'asc');
  return search.toString();
}

/** The address of the builder with a question and a page. */
export function listsHref(question: ListQuestion, page = 1): string {
  return `/reports/lists?${writeQuestion(question)}${page > 1 ? `&page=${page}` : ''}`;
}

/** The page that is asked for. */
export function pageIn(search: URLSearchParams): number {
  return z.coerce.number().int().min(1).max(100_000).catch(1).parse(search.get('page') ?? 1);
}
