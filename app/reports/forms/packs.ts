import { z } from 'zod';
import { dayField } from '../../platform/http/day-field.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { packMessages as messages } from '../messages/packs.ts';

export const packParams = z.object({ id: z.uuid() });
export const packsQuery = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) });

const day = dayField(inBoth(messages.both('fault.day')));

/** A unit and a period. */
export const packForm = z.object({ unit: z.uuid(inBoth(messages.both('fault.unit'))), from: day, to: day });
export type PackForm = z.infer<typeof packForm>;

/** What is already known of the form when it is opened by a link. */
export const packStart = z.object({ unit: z.uuid().optional().catch(undefined) });
