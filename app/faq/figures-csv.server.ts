import type { Locale } from '../platform/i18n/messages.ts';
import { csvText } from '../platform/sheets/csv.server.ts';
import { callMessages } from './messages/call.ts';
import { figureMessages } from './messages/figures.ts';
import type { Figures } from './queries/figures.server.ts';

type Line = [part: string, name: string, count: number | string];

/** The figures as one table for a spreadsheet. */
export function figuresCsv(figures: Figures, locale: Locale): string {
  const t = figureMessages.in(locale);
  const c = callMessages.in(locale);
  const { firstContact, waits, tickets } = figures;
  const groups = (part: 'topics' | 'communes'): Line[] => [...figures[part].shown.map(({ name, count }): Line => [t(part), name, count]), ...(figures[part].rest > 0 ? [[t(part), t('rest'), figures[part].rest] as Line] : [])];
  const lines: Line[] = [
    [t('calls'), t('calls'), figures.calls],
    ...figures.slots.map(({ from, to, count }): Line => [t(`step.${figures.step}`), from === to ? from : `${from}/${to}`, count]),
    ...figures.codes.map(({ code, count }): Line => [t('codes'), c(`wrap.${code}`), count]),
    [t('first'), t('csv.resolved'), firstContact.resolved], [t('first'), t('csv.of'), firstContact.of],
    [t('wait'), t('csv.answer-seconds'), waits.answer ?? ''], [t('wait'), t('csv.pick-up-seconds'), waits.pickUp ?? ''],
    ...figures.questions.map(({ question, count }): Line => [t('questions'), question, count]),
    ...groups('topics'), ...groups('communes'),
    [t('csv.tickets'), t('csv.tickets'), tickets.count], [t('csv.tickets'), t('csv.in-time'), tickets.inTime], [t('csv.tickets'), t('csv.late'), tickets.late], [t('csv.tickets'), t('csv.hours'), tickets.hours ?? ''],
  ];
  return csvText([[t('csv.part'), t('csv.name'), t('csv.count')], ...lines], locale);
}
