import { z } from 'zod';
import { dayField } from '../../platform/http/day-field.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { unitMessages as messages } from '../messages/units.ts';
import { codeSchemes, unitKinds, unitLevels } from '../rules/unit-deeds.ts';

const say = (key: 'name' | 'short' | 'code' | 'basis' | 'on') => inBoth(messages.both(`fault.${key}`));
const line = (least: number, most: number, shape: RegExp, key: 'name' | 'short' | 'code' | 'basis') =>
  z.string().transform(normaliseLine).pipe(z.string().min(least, say(key)).max(most, say(key)).regex(shape, say(key)));
const name = line(3, 200, /^(?=.*\p{L})[^<>]*$/u, 'name');
const shortName = line(2, 60, /^(?=.*[\p{L}\p{N}])[^<>]*$/u, 'short');
const anyUnit = z.string().min(1, inBoth(messages.both('refused.parent'))).max(60);
/** Made by the form; the mark says what it was drawn from. */
const decision = {
  id: z.uuid(),
  mark: z.string().max(40),
  on: dayField(say('on')).refine((day) => day >= '1945-09-02' && day < '2100-01-01', say('on')),
  legalBasis: line(3, 300, /^[^<>]*$/u, 'basis'),
};

export const renameForm = z.object({ ...decision, name, shortName });
export const moveForm = z.object({ ...decision, parentId: anyUnit });
export const codeForm = z.object({ ...decision, scheme: z.enum(codeSchemes), code: line(1, 20, /^[A-Za-z0-9][A-Za-z0-9.-]*$/, 'code') });
export const endForm = z.object({ ...decision, intoId: z.string().max(60).transform((id) => (id === '' ? null : id)) });
export const newUnitForm = z.object({ ...decision, unitId: z.uuid(), unitKind: z.enum(unitKinds), level: z.enum(unitLevels), name, shortName, parentId: anyUnit });

export const unitParams = z.object({ id: z.string().max(60) });
export const unitDone = z.object({ done: z.enum(['now', 'planned', 'withdrawn']).optional().catch(undefined) });
export const unitsQuery = z.object({ q: z.string().max(200).optional().catch(undefined), ended: z.literal('on').optional().catch(undefined) });
export const newUnitQuery = z.object({ under: z.string().max(60).optional().catch(undefined) });
