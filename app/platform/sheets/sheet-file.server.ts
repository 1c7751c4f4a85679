import { Readable } from 'node:stream';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { csvPieces } from './csv.server.ts';
import type { Sheet, SheetFormat } from './sheet.ts';
import { xlsxPieces } from './xlsx.server.ts';

const mediaTypes: Record<SheetFormat, string> = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv; charset=utf-8' };

export interface SheetFile {
  format: SheetFormat;
  /** Small letters, digits, hyphens and the ending. */
  fileName: string;
  made: Date;
}

/** A table as a download that is written while it is sent. */
export function sheetResponse(sheet: Sheet, { format, fileName, made }: SheetFile): Response {
  return new Response(createReadableStreamFromReadable(Readable.from(piecesOf(sheet, format, made))), { headers: fileHeaders(format, fileName) });
}

/** The head of an answer that carries a file which belongs to one reader alone. */
export function fileHeaders(format: SheetFormat, fileName: string): Record<string, string> {
  return { 'Content-Type': mediaTypes[format], 'Content-Disposition': `attachment; filename="${fileName}"`, 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' };
}

/** A table as a whole file, for work that keeps it. */
export async function sheetBytes(sheet: Sheet, format: SheetFormat, made: Date): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(sheet, format, made)) pieces.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
  return Buffer.concat(pieces);
}

function piecesOf(sheet: Sheet, format: SheetFormat, made: Date): AsyncGenerator<string | Uint8Array> {
  return format === 'csv' ? csvPieces(sheet) : xlsxPieces(sheet, made);
}
