import { momentOf, recordExport, type ListWish, type Ports } from '../../people/index.server.ts';
import type { Actor } from '../../people/actor.ts';
import { canSeeReminders } from '../../people/policy.ts';
import { AppError } from '../../platform/errors.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { platformMessages } from '../../platform/messages.ts';
import { batchesOf, type Cell, type Sheet, type SheetColumn } from '../../platform/sheets/sheet.ts';
import { classDeskMessages } from '../messages/class-desk.ts';
import { escalationMessages } from '../messages/escalations.ts';
import { reminderMessages } from '../messages/reminders.ts';
import { allEscalated, type EscalatedRow, type EscalationsQuestion } from '../queries/escalations-page.server.ts';
import { stepName } from '../rules/step-name.ts';

const batch = 500;

/**
 * Of whom leaders were told, as the administrator's page shows it with the same filter, as a table for a file; who took it is recorded before its first row.
 * @throws AppError forbidden without the right, not-found for a unit outside hers
 */
export async function exportEscalations(ports: Ports, actor: Actor, question: Omit<EscalationsQuestion, 'page'>, { locale, format }: ListWish): Promise<Sheet> {
  if (!canSeeReminders(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { keys, read } = await allEscalated(ports.db, actor, question, momentOf(ports));
  await recordExport(ports, actor, 'escalations', { rows: keys.length, format, unitId: question.unit, slug: question.course, day: question.day, led: question.led });
  const t = escalationMessages.in(locale);
  const r = reminderMessages.in(locale);
  const cells = (row: EscalatedRow): Cell[] => [row.staffNo, row.fullName, row.unitName, row.above, row.title, row.dueOn, stepName(row.step, r), row.day, row.leaders.length > 0 ? row.leaders.join('; ') : t('preview.no-leader'), t(`state.${row.state}`)];
  return { name: t('tab'), columns: columnsIn(locale), batches: batchesOf(keys, batch, async (part) => (await read(part)).map(cells)), timeZone: ports.timeZone, locale };
}

function columnsIn(locale: Locale): SheetColumn[] {
  const t = escalationMessages.in(locale);
  const r = reminderMessages.in(locale);
  const c = classDeskMessages.in(locale);
  return [
    { head: c('col.staff-no'), kind: 'text', width: 14 },
    { head: r('preview.name'), kind: 'text', width: 30 },
    { head: c('col.person-unit'), kind: 'text', width: 44 },
    { head: t('file.above'), kind: 'text', width: 24 },
    { head: r('filter.course'), kind: 'text', width: 40 },
    { head: t('file.due'), kind: 'day' },
    { head: r('filter.step'), kind: 'text', width: 20 },
    { head: t('page.day'), kind: 'day' },
    { head: t('preview.leader'), kind: 'text', width: 40 },
    { head: t('page.state'), kind: 'text', width: 24 },
  ];
}
