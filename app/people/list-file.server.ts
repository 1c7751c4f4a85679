import type { RequestContext } from '../platform/http/context.ts';
import type { Locale } from '../platform/i18n/messages.ts';
import { sheetResponse } from '../platform/sheets/sheet-file.server.ts';
import { sheetFileName, type Sheet, type SheetFormat } from '../platform/sheets/sheet.ts';
import { momentOf, portsOf, type Ports } from './ports.ts';

/** In which kind of file, and in whose language, somebody takes a list. */
export interface ListWish {
  locale: Locale;
  format: SheetFormat;
}

/** A list as a download in the reader's language, named by what it holds (small letters and hyphens) and the day. The command lays her rights over it and records the taking. */
export async function listFile(context: RequestContext, format: SheetFormat, what: string, take: (ports: Ports, wish: ListWish) => Promise<Sheet>): Promise<Response> {
  const ports = portsOf(context);
  const { now, today } = momentOf(ports);
  const sheet = await take(ports, { locale: context.reader.locale, format });
  return sheetResponse(sheet, { format, fileName: sheetFileName(what, today, format), made: now });
}
