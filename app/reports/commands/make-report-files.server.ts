import type { Db, Tx } from '../../../db/client.ts';
import { listGrants, momentOf, type Ports } from '../../people/index.server.ts';
import type { Grant } from '../../people/actor.ts';
import type { Instant } from '../../platform/clock.ts';
import { plusMinutes } from '../../platform/clock.ts';
import { isAppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { sheetBytes } from '../../platform/sheets/sheet-file.server.ts';
import { sheetFileName, type SheetFormat } from '../../platform/sheets/sheet.ts';
import { readQuestion, type ListQuestion } from '../forms/list-question.ts';
import { askedBy, type Asked } from '../queries/list-scope.server.ts';
import { filePolicy } from '../rules/file-policy.ts';
import { nextDue, type Cadence } from '../rules/schedule.ts';
import { sheetOfList } from './export-list.server.ts';
import { planFiles } from './schedule-report.server.ts';
import { tellReader } from './tell-reader.server.ts';

interface Due {
  id: string;
  dueAt: Instant;
  rhythm: { every: Cadence; onDay: number; atHour: number };
  format: SheetFormat;
  report: { id: string; name: string; question: ListQuestion; ownerId: string; ownerName: string };
}
interface Reader {
  id: string;
  locale: Locale;
  grants: Grant[];
}
interface MadeFile {
  reader: Reader;
  /** Why there is none: her rights do not reach what is asked for any more, or it would be larger than what is kept. */
  file: { bytes: Buffer; count: number; units: Asked['units'] } | 'rights' | 'size';
}

/** As large as a file may be that is kept; the database says the same. */
export const mostBytes = 20_000_000;

/**
 * Makes the files of a schedule whose moment has come: one for each reader, by her rights of now, each told in her inbox. It may run any number of times, also twice at once:
 * a reader has one file for each moment. What was missed while the machine stood still is made up for once.
 * @returns how many files were made
 */
export async function makeReportFiles(ports: Ports, scheduleId: string, limit = mostBytes): Promise<number> {
  const { db } = ports;
  const moment = momentOf(ports);
  const due = await findDue(db, scheduleId, moment.at);
  if (!due) return 0;
  const made: MadeFile[] = [];
  // Made before anything is written: nobody waits for a table of fifty thousand rows.
  for (const reader of await readersOf(db, scheduleId)) made.push({ reader, file: await fileFor(ports, reader, due, limit) });
  const { keepDays } = await readSetting(db, filePolicy, moment.today);
  const kept = { now: moment.at, fileName: sheetFileName(`danh-sach-${due.report.question.subject}`, moment.today, due.format), expiresAt: plusMinutes(moment.at, keepDays * 1_440), timeZone: ports.timeZone };
  return db.transaction().execute(async (tx) => {
    if (!(await findDue(tx, scheduleId, moment.at))) return 0;
    let count = 0;
    for (const one of made) count += await keep(tx, due, one, kept);
    const nextAt = nextDue(due.rhythm, moment.at, ports.timeZone);
    await tx.updateTable('report_schedule').set({ next_at: nextAt }).where('id', '=', scheduleId).execute();
    await planFiles(tx, { id: scheduleId, nextAt }, moment.at);
    return count;
  });
}

async function findDue(db: Db | Tx, id: string, at: Instant): Promise<Due | null> {
  const row = await db
    .selectFrom('report_schedule as s')
    .innerJoin('saved_report as r', 'r.id', 's.report_id')
    .innerJoin('user_account as u', 'u.id', 'r.owner_id')
    .select(['s.every', 's.on_day as onDay', 's.at_hour as atHour', 's.format', 's.next_at as dueAt', 'r.id as reportId', 'r.name', 'r.question', 'r.owner_id as ownerId', 'u.full_name as ownerName'])
    .where('s.id', '=', id)
    .where('s.ended_at', 'is', null)
    .where('s.next_at', '<=', at)
    .where('r.deleted_at', 'is', null)
    .where('u.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  const { every, onDay, atHour, format, dueAt, reportId, name, question, ownerId, ownerName } = row;
  return { id, dueAt, rhythm: { every: every as Cadence, onDay, atHour }, format: format as SheetFormat, report: { id: reportId, name, question: readQuestion(new URLSearchParams(question)), ownerId, ownerName } };
}

async function readersOf(db: Db, scheduleId: string): Promise<Reader[]> {
  const rows = await db.selectFrom('report_reader as t').innerJoin('user_account as u', 'u.id', 't.user_id').select(['u.id', 'u.locale']).where('t.schedule_id', '=', scheduleId).where('u.disabled_at', 'is', null).orderBy('u.id').execute();
  const readers: Reader[] = [];
  for (const { id, locale } of rows) readers.push({ id, locale: locale as Locale, grants: await listGrants(db, id) });
  return readers;
}

async function fileFor(ports: Ports, reader: Reader, { report, format }: Due, limit: number): Promise<MadeFile['file']> {
  const { now, at, today } = momentOf(ports);
  try {
    const asked = await askedBy(ports.db, reader, report.question, { at, today, timeZone: ports.timeZone });
    const { sheet, count } = await sheetOfList(ports.db, asked, reader.locale);
    const bytes = await sheetBytes(sheet, format, now);
    return bytes.length > limit ? 'size' : { bytes, count, units: asked.units };
  } catch (error) {
    if (isAppError(error) && ['forbidden', 'not-found'].includes(error.kind)) return 'rights';
    throw error;
  }
}

async function keep(tx: Tx, due: Due, { reader, file }: MadeFile, { now, fileName, expiresAt, timeZone }: { now: Instant; fileName: string; expiresAt: Instant; timeZone: string }): Promise<number> {
  const told = { report: due.report, reader, dueAt: due.dueAt, now, expiresAt, timeZone };
  if (typeof file === 'string') {
    await tellReader(tx, { ...told, file });
    return 0;
  }
  const id = newId();
  const row = { id, schedule_id: due.id, reader_id: reader.id, due_at: due.dueAt, made_at: now, expires_at: expiresAt, format: due.format, file_name: fileName, row_count: file.count, unit_scope: JSON.stringify(file.units === 'ALL' ? 'ALL' : [...file.units]), bytes: file.bytes };
  const written = await tx.insertInto('report_file').values(row).onConflict((conflict) => conflict.doNothing()).returning('id').executeTakeFirst();
  if (!written) return 0;
  await tellReader(tx, { ...told, file: { id, count: file.count } });
  return 1;
}
