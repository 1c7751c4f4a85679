import { z } from 'zod';
import { dayField } from '../../platform/http/day-field.ts';
import { checked } from './calls.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { adoptionMessages } from '../messages/adoption.ts';
import { adoptionUseMessages } from '../messages/adoption-use.ts';
import { recognitions } from '../rules/adoption.ts';
import type { Pilot } from '../rules/pilot.ts';
import { adoptionParams, amount, revision, slugParams, webLink } from './results.ts';
import { rowsForm } from './rows.ts';

export const evidenceParams = adoptionParams.extend({ file: z.string().min(1).max(60) });
export const publicEvidenceParams = slugParams.extend({ file: z.string().min(1).max(60) });
export const evidenceQuery = z.object({ done: z.enum(['uploaded', 'removed', 'shown', 'hidden']).optional().catch(undefined) });
export const showingForm = z.object({ revision, shown: checked, unscanned: checked });
export const removalForm = z.object({ revision });

const say = (key: 'fault.needed') => inBoth(adoptionUseMessages.both(key));
const line = (most: number) => z.string().max(20_000).transform(normaliseLine).pipe(z.string().min(1, say('fault.needed')).max(most));
const day = dayField(inBoth(adoptionMessages.both('fault.day')));
const noDay = z.union([z.literal('').transform(() => null), day]).default(null);
const number = amount.refine((value) => value !== null, say('fault.needed')).transform(Number);

export const pilotForm = z.object({
  revision,
  place: line(200),
  startsOn: day,
  endsOn: day,
  measure: line(200),
  unit: line(60),
  better: z.enum(['LESS', 'MORE']),
  baseline: number,
  baselineOn: day,
  result: amount.default(null),
  resultOn: noDay,
  fileId: z.string().max(60).transform((id) => id || null).default(null),
  evidence: webLink.default(null),
});
export type PilotForm = z.infer<typeof pilotForm>;

export const pilotOf = ({ revision: _revision, better, ...rest }: PilotForm): Pilot => ({ ...rest, lessIsBetter: better === 'LESS' });

/** A comma before the decimals, since three of them behind a point would be read as thousands. */
export const typedAmount = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','));

/** A pilot as its form holds it. */
export function pilotTyped({ lessIsBetter, baseline, result, resultOn, fileId, evidence, ...rest }: Pilot): Record<string, string> {
  return { ...rest, better: lessIsBetter ? 'LESS' : 'MORE', baseline: typedAmount(baseline), result: typedAmount(result), resultOn: resultOn ?? '', fileId: fileId ?? '', evidence: evidence ?? '' };
}

export const mostRecognitionSteps = 8;
export const recognitionForm = rowsForm({ row: z.object({ title: line(80), meaning: z.enum(recognitions) }), most: mostRecognitionSteps, typed: ['title'] }, { seen: z.string().max(80) });
