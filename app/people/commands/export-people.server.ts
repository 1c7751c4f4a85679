import { AppError } from '../../platform/errors.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { platformMessages } from '../../platform/messages.ts';
import { rowsInBatches, type Cell, type Sheet, type SheetColumn, type SheetFormat } from '../../platform/sheets/sheet.ts';
import type { Actor } from '../actor.ts';
import { accountMessages } from '../messages/account.ts';
import { adminMessages } from '../messages/admin.ts';
import { canManagePeople } from '../policy.ts';
import { momentOf, type Ports } from '../ports.ts';
import { idsOfPeople, peopleForFile, type PersonInFile } from '../queries/people-file.server.ts';
import type { PeopleFilter } from '../queries/people-list.server.ts';
import type { Category } from '../rules/categories.ts';
import { recordExport } from './record-export.server.ts';

const batch = 500;

/**
 * The people of a filtered list as a table for a file; who took it is recorded before its first row.
 * @throws AppError forbidden without the right to see the list
 */
export async function exportPeople(ports: Ports, actor: Actor, filter: Omit<PeopleFilter, 'page'>, { locale, format }: { locale: Locale; format: SheetFormat }): Promise<Sheet> {
  if (!canManagePeople(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const moment = momentOf(ports);
  const ids = await idsOfPeople(ports.db, actor, filter, moment);
  await recordExport(ports, actor, 'people', { rows: ids.length, format, unitId: filter.unit, state: filter.state, category: filter.category, role: filter.role });
  return {
    name: adminMessages.in(locale)('people.title'),
    columns: columnsIn(locale),
    batches: rowsInBatches(ids, batch, (part) => peopleForFile(ports.db, part, moment), (row) => cellsOf(row, locale)),
    timeZone: ports.timeZone,
    locale,
  };
}

function columnsIn(locale: Locale): SheetColumn[] {
  const t = adminMessages.in(locale);
  return [
    { head: t('people.staff-no'), kind: 'text', width: 14 },
    { head: t('people.name'), kind: 'text', width: 30 },
    { head: t('people.position'), kind: 'text', width: 30 },
    { head: t('people.unit'), kind: 'text', width: 44 },
    { head: t('people.above'), kind: 'text', width: 36 },
    { head: t('people.category'), kind: 'text', width: 18 },
    { head: t('people.email'), kind: 'text', width: 30 },
    { head: t('people.joined'), kind: 'day' },
    { head: t('people.left'), kind: 'day' },
    { head: t('people.state'), kind: 'text', width: 18 },
  ];
}

function cellsOf(row: PersonInFile, locale: Locale): Cell[] {
  const category = row.category ? accountMessages.in(locale)(`category.${row.category as Category}`) : null;
  return [row.staffNo, row.fullName, row.position, row.unitName, row.above, category, row.email, row.joinedOn, row.leftOn, adminMessages.in(locale)(`state.${row.state}`)];
}
