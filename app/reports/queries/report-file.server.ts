import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { covers, grantsOf, unitScopeOf } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { SheetFormat } from '../../platform/sheets/sheet.ts';
import { readQuestion } from '../forms/list-question.ts';
import { listRoles } from './list-scope.server.ts';

/** Whether the bytes can be fetched: yes, not any more, or not with the rights of now. */
export type FileState = 'ready' | 'expired' | 'rights';

/**
 * A file that was made for somebody, without its bytes.
 * @throws AppError not-found for everybody else
 */
export async function getReportFile(db: Db, actor: Actor, id: string, { at, today }: { at: Instant; today: Day }) {
  const row = await db
    .selectFrom('report_file as f')
    .innerJoin('report_schedule as s', 's.id', 'f.schedule_id')
    .innerJoin('saved_report as r', 'r.id', 's.report_id')
    .select(['f.id', 'f.made_at as madeAt', 'f.expires_at as expiresAt', 'f.row_count as rowCount', 'f.format', 'f.file_name as fileName', 'f.unit_scope as unitScope', 'r.id as reportId', 'r.name', 'r.question', 'r.deleted_at as deletedAt'])
    .where('f.id', '=', id)
    .where('f.reader_id', '=', actor.id)
    .executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const { unitScope, question, ...file } = row;
  const state: FileState = row.expiresAt <= at ? 'expired' : (await isStillCovered(db, actor, unitScope, today)) ? 'ready' : 'rights';
  return { ...file, format: file.format as SheetFormat, question: readQuestion(new URLSearchParams(question)), state };
}
export type ReportFile = Awaited<ReturnType<typeof getReportFile>>;

/** The bytes of a file; undefined once they have been thrown away. */
export async function findFileBytes(db: Db, id: string): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('report_file').select('bytes').where('id', '=', id).executeTakeFirst();
  return (row?.bytes as Uint8Array | null | undefined) ?? undefined;
}

async function isStillCovered(db: Db, actor: Actor, unitScope: string, today: Day): Promise<boolean> {
  const scope = await unitScopeOf(db, grantsOf(actor, ...listRoles), today);
  const told = JSON.parse(unitScope) as 'ALL' | string[];
  return told === 'ALL' ? scope === 'ALL' : told.every((unit) => covers(scope, unit));
}
