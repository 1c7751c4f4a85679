import type { Actor } from '../../people/actor.ts';
import { momentOf, recordExport, type ListWish, type Ports } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { platformMessages } from '../../platform/messages.ts';
import { batchesOf, type Cell, type Sheet, type SheetColumn } from '../../platform/sheets/sheet.ts';
import type { DeskQuery } from '../forms/monthly.ts';
import { modelMessages } from '../messages/models.ts';
import { deskMessages } from '../messages/monthly-desk.ts';
import { monthlyMessages } from '../messages/monthly.ts';
import { summaryMessages } from '../messages/monthly-summary.ts';
import { canSeeMonthly } from '../policy.ts';
import { findDeskRows, type DeskRow } from '../queries/desk.server.ts';
import { listCarriers, listLeads, listModels, type Carrier, type PilotModel } from '../queries/models.server.ts';
import type { SentLine } from '../queries/sent-reports.server.ts';
import { readSummary, type Branch, type Summary } from '../queries/summary.server.ts';
import type { ModelSum } from '../rules/consolidate.ts';
import { lineStatuses } from '../rules/models.ts';
import { deskColumns, registerColumns, summaryColumns, type SummaryList } from '../rules/monthly-columns.ts';
import type { Month } from '../rules/period.ts';
import { countedWords, quantityWords } from '../rules/summary-words.ts';

const batch = 500;

/** The units of a month as its list shows them with the same filter, as a table for a file; who took it is recorded before its first row. @throws AppError forbidden */
export async function exportDesk(ports: Ports, actor: Actor, query: DeskQuery, wish: ListWish): Promise<Sheet> {
  demandReader(actor);
  const { period, rows } = await findDeskRows(ports.db, actor, query, { ...momentOf(ports), timeZone: ports.timeZone });
  await recordExport(ports, actor, 'monthly-desk', { rows: rows.length, format: wish.format, month: period.month, state: query.state, punctuality: query.punctuality });
  const t = deskMessages.in(wish.locale);
  const m = monthlyMessages.in(wish.locale);
  const cells = (row: DeskRow): Cell[] => [row.unitName, m(`state.${row.state}`), m(`punctuality.${row.punctuality}`), row.dueAt, row.firstSubmittedAt, row.models, t(row.hasNoFocal ? 'no-focal' : 'file.has-focal')];
  return sheetOf(ports, wish, t('title', { month: period.month.split('-').reverse().join('-') }), deskColumns(wish.locale), rows, cells);
}

/** One table of the consolidation of a month, of everything the actor sees or of one unit with what lies below it; recorded likewise. @throws AppError forbidden, not-found */
export async function exportSummary(ports: Ports, actor: Actor, { list, ...asked }: { list: SummaryList; month?: Month | undefined; unit?: string | undefined }, wish: ListWish): Promise<Sheet> {
  demandReader(actor);
  const summary = await readSummary(ports.db, actor, asked, { ...momentOf(ports), timeZone: ports.timeZone });
  await recordExport(ports, actor, `monthly-${list}`, { rows: summary[list].length, format: wish.format, month: summary.period.month, unitId: asked.unit });
  const t = summaryMessages.in(wish.locale);
  const columns = summaryColumns(list, wish.locale);
  if (list === 'models') return sheetOf(ports, wish, t('models'), columns, summary.models, (sum) => modelCells(sum, ports, wish));
  if (list === 'branches') return sheetOf(ports, wish, t('branches'), columns, summary.branches, branchCells);
  return sheetOf(ports, wish, t('units-of'), columns, summary.lines, lineCells(summary.models, wish));
}

const modelCells = ({ number, name, groupName, owed, sent, statuses, quantities, figures }: ModelSum, { timeZone }: Ports, { locale }: ListWish): Cell[] => {
  const formats = defineFormats(locale, timeZone);
  return [number, name, groupName, owed, sent, ...lineStatuses.map((status) => statuses[status]), quantityWords(quantities, locale, formats), countedWords(figures, locale, formats)];
};

const branchCells = ({ name, owed, sent, late, statuses }: Branch): Cell[] => [name, owed, sent, late, ...lineStatuses.map((status) => statuses[status])];

function lineCells(models: Summary['models'], { locale }: ListWish): (line: SentLine) => Cell[] {
  const names = new Map(models.map(({ number, name }) => [number, name]));
  const m = monthlyMessages.in(locale);
  return ({ unitName, model, status, quantity, target, measure, evidence, comment, difficulties, tasks }) => [unitName, model, names.get(model) ?? '', m(`status.${status}`), quantity, target, measure, evidence, comment, difficulties, tasks];
}

/** The register of today with who carries each model, as a table for a file; recorded likewise. @throws AppError forbidden */
export async function exportRegister(ports: Ports, actor: Actor, wish: ListWish): Promise<Sheet> {
  demandReader(actor);
  const { today } = momentOf(ports);
  const leads = await listLeads(ports.db, today);
  const byModel = Map.groupBy(await listCarriers(ports.db, today), ({ model }) => model);
  const rows = (await listModels(ports.db, today)).flatMap((model) => (byModel.get(model.number) ?? [null]).map((carrier) => ({ model, carrier })));
  await recordExport(ports, actor, 'models', { rows: rows.length, format: wish.format });
  const t = modelMessages.in(wish.locale);
  const cells = ({ model: { number, name, groupName, deadlineText }, carrier }: { model: PilotModel; carrier: Carrier | null }): Cell[] => [number, name, groupName, leads.get(number)?.join('; ') ?? t('no-leads'), deadlineText, carrier?.unitName ?? t('no-carriers'), carrier ? t(`role.${carrier.role}`) : null, carrier?.from ?? null, carrier?.note ?? null];
  return sheetOf(ports, wish, t('title'), registerColumns(wish.locale), rows, cells);
}

function sheetOf<Row>({ timeZone }: Ports, { locale }: ListWish, name: string, columns: SheetColumn[], rows: readonly Row[], cells: (row: Row) => Cell[]): Sheet {
  return { name, columns, batches: batchesOf(rows, batch, async (part) => part.map(cells)), timeZone, locale };
}

function demandReader(actor: Actor): void {
  if (!canSeeMonthly(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
}
