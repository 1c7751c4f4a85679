import { z } from 'zod';
import { roles } from '../../people/actor.ts';
import { categories } from '../../people/index.ts';
import { plusDays, readDay } from '../../platform/days.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { sheetFormats } from '../../platform/sheets/sheet.ts';
import { fold } from '../../platform/text/fold.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { assignmentMessages as messages } from '../messages/assignments.ts';
import { resultKinds, ruleStates, type RuleDue, type RuleWhat, type RuleWho } from '../rules/assignment-rule.ts';

type Fault = Extract<keyof typeof messages.catalogue, `fault.${string}`>;
export const say = (key: Fault) => inBoth(messages.both(key));

export const ruleParams = z.object({ rule: z.uuid() });
export const runParams = z.object({ run: z.uuid() });
const page = z.coerce.number().int().min(1).max(10_000).catch(1);
export const rulesQuery = z.object({ state: z.enum(ruleStates).optional().catch(undefined), done: z.enum(['discarded']).optional().catch(undefined) });
export const ruleQuery = z.object({ page, q: z.string().max(100).catch(''), done: z.enum(['saved', 'ended', 'later', 'discarded']).optional().catch(undefined) });
/** What is no day is today. */
const askedDay = z.string().max(20).transform(readDay).catch(null).default(null);
export const previewGroups = ['added', 'removed'] as const;
export type PreviewGroup = (typeof previewGroups)[number];
export const previewQuery = z.object({ on: askedDay });
export const previewPeopleQuery = z.object({ on: askedDay, page, group: z.enum(previewGroups).catch('added') });
export const previewFileQuery = z.object({ on: askedDay, group: z.enum(previewGroups).catch('added'), format: z.enum(sheetFormats).catch('xlsx') });
export const rulePeopleFileQuery = z.object({ q: z.string().max(100).catch(''), format: z.enum(sheetFormats).catch('xlsx') });
export const newRuleQuery = z.object({ unit: z.uuid().optional().catch(undefined) });

const typedDay = z.string().max(20, say('fault.day'));
export const day = typedDay.refine((text) => readDay(text) !== null, say('fault.day')).transform((text) => readDay(text) ?? '');
export const perhapsDay = typedDay.refine((text) => text.trim() === '' || readDay(text) !== null, say('fault.day')).transform((text) => readDay(text)).default(null);
/** As many units as one condition of a rule may name; more are refused with a sentence, never left out. */
const mostUnits = 40;
const ids = (most: number) => z.array(z.union([z.literal(''), z.uuid()])).max(most).default([]).transform((list) => [...new Set(list.filter(Boolean))]);
export const revision = z.coerce.number().int().min(0).max(1_000_000);

/** Words of positions, with commas between them. */
const positions = z
  .string()
  .max(400, say('fault.positions'))
  .transform((text) => [...new Set(text.split(/[,;\n]/).map(normaliseLine).filter(Boolean))])
  .refine((list) => list.length <= 12 && list.every((word) => word.length <= 80 && fold(word) !== ''), say('fault.positions'))
  .default([]);

const name = z.string().transform(normaliseLine).pipe(z.string().min(3, say('fault.name')).max(200, say('fault.name')));
const units = ids(1_000).refine((list) => list.length <= mostUnits, say('fault.many-units'));
const whoFields = {
  name,
  units,
  notUnits: units,
  categories: z.array(z.enum(categories)).max(20).default([]),
  positions,
  roles: z.array(z.enum(roles)).max(roles.length).default([]),
  joinedFrom: perhapsDay,
  joinedTo: perhapsDay,
  resultKind: z.union([z.literal('').transform(() => null), z.enum(resultKinds)]).default(null),
  resultCourse: z.union([z.literal('').transform(() => null), z.uuid()]).default(null),
  resultBefore: perhapsDay,
  next: z.enum(['stay', 'go']).default('go'),
};
type WhoTyped = z.infer<z.ZodObject<typeof whoFields>>;

function whoOf({ units, notUnits, categories: of, positions: words, roles: held, joinedFrom, joinedTo, resultKind, resultCourse, resultBefore }: WhoTyped): RuleWho {
  const result = resultKind !== null && resultCourse !== null ? { courseId: resultCourse, kind: resultKind, before: resultKind === 'LAPSES' ? resultBefore : null } : null;
  return { units, notUnits, categories: of, positions: words, roles: held, joinedFrom, joinedTo, result };
}

/** What must hold between fields, for both forms that ask whom a rule means. */
function checkWho<Shape extends z.ZodType<WhoTyped>>(shape: Shape) {
  return shape
    .refine(({ joinedFrom, joinedTo }) => joinedFrom === null || joinedTo === null || joinedFrom <= joinedTo, { error: say('fault.joined'), path: ['joinedTo'] })
    .refine(({ resultKind, resultCourse }) => (resultKind === null) === (resultCourse === null), { error: say('fault.result'), path: ['resultCourse'] })
    .refine(({ resultKind, resultBefore }) => resultKind !== 'LAPSES' || resultBefore !== null, { error: say('fault.result-day'), path: ['resultBefore'] })
    .refine(({ units, notUnits }) => !units.some((id) => notUnits.includes(id)), { error: say('fault.both-ways'), path: ['notUnits'] });
}

export const newRuleForm = checkWho(z.object({ id: z.uuid(), unitId: z.union([z.literal('').transform(() => null), z.uuid()]).default(null), ...whoFields })).transform((form) => ({ id: form.id, unitId: form.unitId, name: form.name, who: whoOf(form), next: form.next }));
export const whoForm = checkWho(z.object({ revision, ...whoFields })).transform((form) => ({ revision: form.revision, name: form.name, who: whoOf(form), next: form.next }));

const pathKeys = z.array(z.union([z.literal(''), z.string().regex(/^[a-z0-9-]{1,60}$/)])).max(20).default([]).transform((list) => [...new Set(list.filter(Boolean))]);
const days = z.string().trim().max(10).default('');
export const whatForm = z
  .object({ revision, courses: ids(20), paths: pathKeys, dueKind: z.enum(['NONE', 'DATE', 'AFTER']), dueOn: perhapsDay, dueDays: days, duty: z.enum(['yes', 'no']), validFrom: day, validUntil: perhapsDay })
  .refine(({ courses, paths }) => courses.length + paths.length > 0, { error: say('fault.courses'), path: ['courses'] })
  .refine(({ dueKind, dueOn }) => dueKind !== 'DATE' || dueOn !== null, { error: say('fault.due-on'), path: ['dueOn'] })
  .refine(({ dueKind, dueDays }) => dueKind !== 'AFTER' || (/^\d{1,3}$/.test(dueDays) && Number(dueDays) >= 1 && Number(dueDays) <= 730), { error: say('fault.due-days'), path: ['dueDays'] })
  .refine(({ validFrom, validUntil }) => validUntil === null || validUntil >= validFrom, { error: say('fault.until'), path: ['validUntil'] })
  .transform(({ revision: of, courses, paths, dueKind, dueOn, dueDays, duty, validFrom, validUntil }) => {
    const due: RuleDue = dueKind === 'DATE' ? { kind: 'DATE', on: dueOn ?? '' } : dueKind === 'AFTER' ? { kind: 'AFTER', days: Number(dueDays) } : { kind: 'NONE' };
    const what: RuleWhat = { courses, ...(paths.length > 0 ? { paths } : {}), due, isMandatory: duty === 'yes' };
    return { revision: of, what, validFrom, validTo: validUntil === null ? null : plusDays(validUntil, 1) };
  });

export const confirmForm = z.object({ revision, sure: z.literal('on').optional() });
export const endForm = z.object({ revision, releases: z.enum(['yes', 'no'], say('fault.releases')) });
