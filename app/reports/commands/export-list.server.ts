import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, recordExport, type Ports } from '../../people/index.server.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import type { Sheet, SheetFormat } from '../../platform/sheets/sheet.ts';
import type { ListQuestion } from '../forms/list-question.ts';
import { listMessages } from '../messages/lists.ts';
import { wholeList, type ListRow } from '../queries/list-run.server.ts';
import { askedBy, type Asked } from '../queries/list-scope.server.ts';
import { cellOf } from '../rules/list-cells.ts';
import { chosenColumns, shapes } from '../rules/list-subjects.ts';

const batch = 500;

/**
 * A list as a table for a file, by the rights that the actor has now; lists with names are recorded before their first row.
 * @throws AppError forbidden or not-found, as `askedBy`
 */
export async function exportList(ports: Ports, actor: Actor, question: ListQuestion, { locale, format }: { locale: Locale; format: SheetFormat }): Promise<Sheet> {
  const { db, timeZone } = ports;
  const { at, today } = momentOf(ports);
  const asked = await askedBy(db, actor, question, { at, today, timeZone });
  const { sheet, count } = await sheetOfList(db, asked, locale);
  const { subject, unit, course, state } = question;
  if (shapes[subject].namesPeople) await recordExport(ports, actor, subject, { rows: count, format, unitId: unit, slug: course, state });
  return sheet;
}

/** The table of a question whose rights have been laid over it, with the count of its rows. */
export async function sheetOfList(db: Db, asked: Asked, locale: Locale): Promise<{ sheet: Sheet; count: number }> {
  const t = listMessages.in(locale);
  const { subject } = asked.question;
  const columns = chosenColumns(subject, asked.question.columns);
  const { count, batches } = await wholeList(db, asked, batch);
  const sheet: Sheet = {
    name: t(`subject.${subject}`),
    columns: columns.map(({ key, kind, width }) => ({ head: t(`column.${key}` as 'column.name'), kind, ...(width ? { width } : {}) })),
    batches: told(batches, columns.map(({ key }) => key), locale),
    timeZone: asked.timeZone,
    locale,
  };
  return { sheet, count };
}

async function* told(batches: AsyncIterable<ListRow[]> | Iterable<ListRow[]>, keys: readonly string[], locale: Locale) {
  for await (const rows of batches) yield rows.map((row) => keys.map((key) => cellOf(key, row[key] ?? null, locale)));
}
