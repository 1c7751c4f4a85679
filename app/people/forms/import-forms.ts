import { z } from 'zod';
import type { Localised } from '../../platform/i18n/messages.ts';
import { importMessages } from '../messages/imports.ts';
import { importFields, requiredFields, type Columns, type ImportField } from '../rules/import-fields.ts';
import { outcomes } from '../rules/import-verdict.ts';

export const batchParams = z.object({ id: z.uuid() });

/** Which rows of a checked file are shown. */
export const rowsQuery = z.object({
  outcome: z.enum([...outcomes, 'WARNING', 'ALL']).catch('ALL'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** An uploaded list; an empty file input arrives as an empty text. */
export const uploadForm = z.object({ file: z.union([z.instanceof(File), z.string().transform(() => undefined)]).optional() });

const column = z.union([z.literal('').transform(() => undefined), z.coerce.number().int().min(0).max(200)]).optional();

/** The chosen column (from 0) of every fact, or nothing. */
export const mappingForm = z.object(Object.fromEntries(importFields.map((field) => [field, column])) as Record<ImportField, typeof column>);

/** The columns of a filled-in form, or what is wrong with it: a needed fact without a column, a column that serves two facts. */
export function readMapping(form: z.infer<typeof mappingForm>, width: number): { columns: Columns; faults: Record<string, Localised> } {
  const columns: Columns = {};
  const faults: Record<string, Localised> = {};
  for (const field of importFields) {
    const at = form[field];
    if (at === undefined || at >= width) continue;
    const other = importFields.find((known) => columns[known] === at);
    if (other) faults[field] = { vi: importMessages.in('vi')('mapping.twice', { other: importMessages.in('vi')(`field.${other}`) }), en: importMessages.in('en')('mapping.twice', { other: importMessages.in('en')(`field.${other}`) }) };
    else columns[field] = at;
  }
  for (const field of requiredFields) if (columns[field] === undefined) faults[field] ??= importMessages.both('mapping.required');
  return { columns, faults };
}
