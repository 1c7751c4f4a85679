import { setImmediate } from 'node:timers/promises';
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { mostRows, type Sheet } from './sheet.ts';
import { tableEnd, tableRows, tableStart, workbookParts } from './xlsx-parts.ts';

/** Packed fast rather than small: the table shrinks to a tenth even so. */
const level = 3;

/** A table as a workbook, piece by piece: no more of it is held than one batch, and between batches other people are served. */
export async function* xlsxPieces(sheet: Sheet, made: Date): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let fault: Error | null = null;
  const zip = new Zip((error, piece) => (error ? (fault = error) : pieces.push(piece)));
  const put = (path: string) => {
    const entry = new ZipDeflate(path, { level });
    entry.mtime = made;
    zip.add(entry);
    return entry;
  };
  for (const [path, text] of Object.entries(workbookParts(sheet.name))) put(path).push(strToU8(text), true);
  const table = put('xl/worksheets/sheet1.xml');
  table.push(strToU8(tableStart(sheet)));
  let next = 2;
  for await (const rows of sheet.batches) {
    const fitting = rows.slice(0, mostRows + 2 - next);
    table.push(strToU8(tableRows(fitting, next, sheet)));
    next += fitting.length;
    if (fault) throw fault as Error;
    yield* pieces.splice(0);
    await setImmediate();
  }
  table.push(strToU8(tableEnd(sheet.columns.length, next - 1)), true);
  zip.end();
  yield* pieces.splice(0);
}
