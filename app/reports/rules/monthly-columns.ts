import type { Locale } from '../../platform/i18n/messages.ts';
import type { SheetColumn } from '../../platform/sheets/sheet.ts';
import { modelMessages } from '../messages/models.ts';
import { deskMessages } from '../messages/monthly-desk.ts';
import { monthlyMessages } from '../messages/monthly.ts';
import { summaryMessages } from '../messages/monthly-summary.ts';
import { lineStatuses } from './models.ts';

/** Which tables of the consolidation leave as a file: by model, by branch of the organisation, or the lines of each unit. */
export const summaryLists = ['models', 'branches', 'lines'] as const;
export type SummaryList = (typeof summaryLists)[number];

/** The list of a month as columns of a file. */
export function deskColumns(locale: Locale): SheetColumn[] {
  const t = deskMessages.in(locale);
  return [
    { head: t('col.unit'), kind: 'text', width: 50 },
    { head: t('col.state'), kind: 'text', width: 18 },
    { head: t('col.punctuality'), kind: 'text', width: 16 },
    { head: t('file.due'), kind: 'moment' },
    { head: t('col.sent'), kind: 'moment' },
    { head: t('col.models'), kind: 'number' },
    { head: t('file.focal'), kind: 'text', width: 20 },
  ];
}

/** The tables of the consolidation as columns of a file; statuses are counts, each in a column of its own. */
export function summaryColumns(list: SummaryList, locale: Locale): SheetColumn[] {
  const t = summaryMessages.in(locale);
  const m = monthlyMessages.in(locale);
  const statuses = lineStatuses.map((status): SheetColumn => ({ head: m(`status.${status}`), kind: 'number' }));
  const owedAndSent: SheetColumn[] = [{ head: t('file.owed'), kind: 'number' }, { head: t('file.sent'), kind: 'number' }];
  if (list === 'branches') return [{ head: t('col.unit'), kind: 'text', width: 50 }, ...owedAndSent, { head: t('col.late'), kind: 'number' }, ...statuses];
  const model: SheetColumn[] = [{ head: t('file.number'), kind: 'number' }, { head: t('col.model'), kind: 'text', width: 50 }];
  if (list === 'models') return [...model, { head: t('file.group'), kind: 'text', width: 40 }, ...owedAndSent, ...statuses, { head: t('col.quantity'), kind: 'text', width: 40 }, { head: t('col.counted'), kind: 'text', width: 40 }];
  return [
    { head: t('col.unit'), kind: 'text', width: 44 },
    ...model,
    { head: m('col.status'), kind: 'text', width: 20 },
    { head: m('line.quantity'), kind: 'amount' },
    { head: m('line.target'), kind: 'amount' },
    { head: m('line.measure'), kind: 'text', width: 16 },
    { head: m('line.evidence'), kind: 'text', width: 50 },
    { head: m('line.comment'), kind: 'text', width: 40 },
    { head: t('file.difficulties'), kind: 'text', width: 40 },
    { head: t('file.tasks'), kind: 'text', width: 40 },
  ];
}

/** The register as columns of a file: one row for each unit that carries a model, and one for each model that nobody carries. */
export function registerColumns(locale: Locale): SheetColumn[] {
  const t = modelMessages.in(locale);
  return [
    { head: t('file.number'), kind: 'number' },
    { head: t('col.model'), kind: 'text', width: 50 },
    { head: t('file.group'), kind: 'text', width: 40 },
    { head: t('col.plan-leads'), kind: 'text', width: 40 },
    { head: t('col.deadline'), kind: 'text', width: 30 },
    { head: t('col.carriers'), kind: 'text', width: 44 },
    { head: t('col.role'), kind: 'text', width: 22 },
    { head: t('col.from'), kind: 'day' },
    { head: t('col.note'), kind: 'text', width: 40 },
  ];
}
