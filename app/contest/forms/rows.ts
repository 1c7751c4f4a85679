import { z } from 'zod';

/** Fields of rows in a form that works without a script: `title_0`, `weight_0`, `title_1` … */
export interface RowsOptions<Shape extends z.ZodRawShape> {
  row: z.ZodObject<Shape>;
  most: number;
  /** Fields that somebody has typed: a row in which all of them are empty is one that is not there. */
  typed: readonly (keyof Shape & string)[];
}

/** A form of a revision and rows. Faults stand at the field of their row; what is empty is left out, so that emptying a row removes it. */
export function rowsForm<Shape extends z.ZodRawShape, More extends z.ZodRawShape = Record<never, never>>({ row, most, typed }: RowsOptions<Shape>, more?: More) {
  const names = Object.keys(row.shape);
  return z
    .object({ revision: z.coerce.number().int().min(0), ...(more ?? ({} as More)) })
    .catchall(z.union([z.string().max(30_000), z.array(z.string().max(100)).max(100)]))
    .transform((fields, context) => {
      const rows: (z.infer<z.ZodObject<Shape>> & { at: number })[] = [];
      const all = fields as Record<string, unknown>;
      for (let at = 0; at < most; at += 1) {
        const raw = Object.fromEntries(names.map((name) => [name, textIn(all, `${name}_${at}`)]));
        if (typed.every((name) => (raw[name] ?? '').trim() === '')) continue;
        const parsed = row.safeParse(raw, { reportInput: true });
        if (parsed.success) rows.push({ ...parsed.data, at });
        else for (const issue of parsed.error.issues) context.issues.push({ ...issue, input: issue.input, path: [`${String(issue.path[0])}_${at}`] } as never);
      }
      return { ...(fields as { revision: number } & z.infer<z.ZodObject<More>>), rows };
    });
}

function textIn(fields: Record<string, unknown>, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : '';
  return typeof value === 'string' ? value : '';
}

/** The parsed form as text again: what was typed stands in the fields that came in. */
export function rowsTyped(fields: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
