import { momentOf, recordExport, type ListWish, type Ports } from '../../people/index.server.ts';
import type { Actor } from '../../people/actor.ts';
import { canSeeClasses } from '../../people/policy.ts';
import { AppError } from '../../platform/errors.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { platformMessages } from '../../platform/messages.ts';
import { batchesOf, type Cell, type Sheet, type SheetColumn } from '../../platform/sheets/sheet.ts';
import type { ClassRow } from '../class-rows.server.ts';
import { classDeskMessages } from '../messages/class-desk.ts';
import { classMessages } from '../messages/classes.ts';
import { listAttendance, listClassPeople, type ClassPeople } from '../queries/class-people.server.ts';
import { getManagedClass, listManagedClasses } from '../queries/managed-class.server.ts';

const batch = 500;

/** The classes of the desk as its page lists them, as a table for a file; who took it is recorded before its first row. @throws AppError forbidden */
export async function exportClasses(ports: Ports, actor: Actor, asked: { tab: 'ahead' | 'past'; unit?: string | undefined }, { locale, format }: ListWish): Promise<Sheet> {
  demandDesk(actor);
  const rows = await listManagedClasses(ports.db, actor, asked, momentOf(ports));
  await recordExport(ports, actor, 'classes', { rows: rows.length, format, tab: asked.tab, unitId: asked.unit });
  const t = classDeskMessages.in(locale);
  const c = classMessages.in(locale);
  const columns: SheetColumn[] = [
    { head: t('col.title'), kind: 'text', width: 44 }, { head: t('form.course'), kind: 'text', width: 40 }, { head: t('col.unit'), kind: 'text', width: 44 }, { head: t('form.lecturer'), kind: 'text', width: 30 },
    { head: t('col.first'), kind: 'moment' }, { head: t('file.last'), kind: 'moment' }, { head: t('form.sessions'), kind: 'number' }, { head: c('col.periods'), kind: 'number' },
    { head: t('form.capacity'), kind: 'number' }, { head: t('people.placed'), kind: 'number' }, { head: t('col.waiting'), kind: 'number' }, { head: t('col.state'), kind: 'text', width: 20 },
  ];
  const cells = (one: ClassRow): Cell[] => [one.title, one.courseTitle, one.unitName, one.lecturer, one.startsAt, one.endsAt, one.sessions, one.periods, one.capacity, one.placed, one.waiting, c(`state.${one.state}`)];
  return { name: t('title'), columns, batches: batchesOf(rows, batch, async (part) => part.map(cells)), timeZone: ports.timeZone, locale };
}

/** Everybody in a class with what was recorded of her at each session, as a table for a file; recorded likewise. @throws AppError forbidden, not-found outside her units */
export async function exportAttendance(ports: Ports, actor: Actor, classId: string, { locale, format }: ListWish): Promise<Sheet> {
  demandDesk(actor);
  const moment = momentOf(ports);
  const managed = await getManagedClass(ports.db, actor, classId, moment);
  const people = await listClassPeople(ports.db, managed, moment.today);
  await recordExport(ports, actor, 'attendance', { rows: people.length, format, classId });
  const recorded = await listAttendance(ports.db, classId);
  const t = classDeskMessages.in(locale);
  const formats = defineFormats(locale, ports.timeZone);
  const columns: SheetColumn[] = [
    { head: t('col.staff-no'), kind: 'text', width: 14 }, { head: t('col.name'), kind: 'text', width: 30 }, { head: t('col.person-unit'), kind: 'text', width: 44 }, { head: t('people.standing'), kind: 'text', width: 16 },
    ...managed.sessionRows.map(({ startsAt }): SheetColumn => ({ head: t('file.session', { at: formats.moment(startsAt) }), kind: 'text', width: 24 })),
    { head: t('file.attended'), kind: 'number' }, { head: t('people.counts'), kind: 'text', width: 12 },
  ];
  const said = (person: string, session: string) => {
    const one = recorded.get(`${person} ${session}`);
    return one ? `${t(one.isPresent ? 'present.yes' : 'present.no')} (${t(`source.${one.source}`)})` : t('source.none');
  };
  const cells = (one: ClassPeople[number]): Cell[] => [one.staffNo, one.fullName, one.unitName, one.turn === null ? t('people.placed') : t('people.waiting', { number: one.turn }), ...managed.sessionRows.map(({ id }) => said(one.id, id)), one.attended, t(one.counts ? 'yes' : 'no')];
  return { name: managed.title, columns, batches: batchesOf(people, batch, async (part) => part.map(cells)), timeZone: ports.timeZone, locale };
}

function demandDesk(actor: Actor): void {
  if (!canSeeClasses(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
}
