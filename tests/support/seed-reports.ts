import type { Db } from '../../db/client.ts';
import { countUnitFigures } from '../../app/learning/index.server.ts';
import { makeReportFiles, saveReport, scheduleReport, shareReport } from '../../app/reports/index.server.ts';
import type { Actor } from '../../app/people/actor.ts';
import { cast, type CastName, type Units } from './world-data.ts';

const timeZone = 'Asia/Ho_Chi_Minh';

/** Sums by unit; the leader's list of late people with a schedule and a file that it made, one that has expired. */
export async function seedReports(db: Db, ids: Record<CastName, string>, units: Units): Promise<{ report: string; file: string; expired: string }> {
  const now = new Date();
  const at = (days: number) => ({ db, clock: { now: () => new Date(now.getTime() + days * 86_400_000) }, timeZone });
  await countUnitFigures(at(0));
  const leader: Actor = { id: ids.leader, fullName: cast.leader.fullName, accountKind: 'OPERATOR', unitId: units.commune, unitName: 'UBND phường Hoa Lư', grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: units.commune }], mustChangePassword: false, sessionId: ids.leader, locale: 'vi', theme: 'system' };
  const saved = await saveReport(at(-80), leader, { name: 'Cán bộ chưa hoàn thành khoá An toàn thông tin của phường', question: `subject=learning&unit=${units.commune}&course=an-toan-thong-tin&state=todo` });
  if (!saved.ok) throw new Error('the list was refused');
  await shareReport(at(-80), leader, saved.id, true);
  await scheduleReport(at(-80), leader, saved.id, { rhythm: { every: 'MONTH', onDay: 5, atHour: 8 }, format: 'xlsx', readers: [ids.leader, ids.trainer] });
  const { id: schedule } = await db.selectFrom('report_schedule').select('id').where('report_id', '=', saved.id).executeTakeFirstOrThrow();
  // Made up for once as of then, and once more as of now.
  await makeReportFiles(at(-40), schedule);
  await makeReportFiles(at(0), schedule);
  const files = await db.selectFrom('report_file').select('id').where('reader_id', '=', ids.leader).orderBy('made_at').execute();
  return { report: saved.id, expired: files[0]?.id ?? '', file: files.at(-1)?.id ?? '' };
}
