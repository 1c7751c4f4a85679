import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import type { Db } from '../../db/client.ts';
import type { Sheet } from '../../app/platform/sheets/sheet.ts';

/** All rows of a workbook that an answer carries, its head first. */
export async function xlsxRows(answer: Response): Promise<unknown[][]> {
  return xlsxRowsIn(Buffer.from(await answer.arrayBuffer()));
}

/** The same of a file at hand. */
export async function xlsxRowsIn(bytes: Uint8Array): Promise<unknown[][]> {
  const sheets = (await readXlsxFile(Buffer.from(bytes), { trim: false })) as unknown as { data: unknown[][] }[];
  return sheets[0]?.data ?? [];
}

/** All rows of a CSV file, its head first. */
export async function csvRows(answer: Response, delimiter = ';'): Promise<string[][]> {
  return parse(Buffer.from(await answer.arrayBuffer()), { bom: true, delimiter });
}

/** Every row that a table would put into a file, without its head. */
export async function rowsOfSheet(sheet: Sheet): Promise<unknown[][]> {
  const rows: unknown[][] = [];
  for await (const part of sheet.batches) rows.push(...part.map((row) => [...row]));
  return rows;
}

/** The details of what was recorded of lists that were taken, oldest first. */
export async function exportsOf(db: Db): Promise<{ by: string | null; list: string; details: Record<string, unknown> }[]> {
  const rows = await db.selectFrom('audit_event').select(['actor_id', 'object_id', 'details']).where('action', '=', 'list.export').orderBy('seq').execute();
  return rows.map(({ actor_id, object_id, details }) => ({ by: actor_id, list: object_id, details: JSON.parse(details) as Record<string, unknown> }));
}
