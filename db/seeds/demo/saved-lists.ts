import type { Db } from '../../client.ts';
import { makeReportFiles, saveReport, scheduleReport, shareReport } from '../../../app/reports/index.server.ts';
import { actorOf } from './answers.ts';
import type { DemoPerson } from './population.ts';

const day = 86_400_000;

/** What the leader of one ward and the training administrator keep: three lists, one of them shared, two on a schedule that has made its first file. @returns how many lists and files there are */
export async function seedSavedLists(db: Db, people: readonly DemoPerson[], nowMs: number): Promise<string> {
  const at = (ms: number) => ({ db, clock: { now: () => new Date(ms) }, timeZone: 'Asia/Ho_Chi_Minh' });
  const [leader, trainer] = [actorOf(people, 'UNIT_LEADER'), actorOf(people, 'TRAINING_ADMIN')];
  const { unit_id: ward } = await db.selectFrom('role_assignment').select('unit_id').where('user_id', '=', leader.id).where('role', '=', 'UNIT_LEADER').executeTakeFirstOrThrow();
  const begun = at(nowMs - 12 * day);
  const late = await saveReport(begun, leader, { name: 'Cán bộ chưa hoàn thành khoá An toàn thông tin', question: `subject=learning&unit=${ward}&course=an-toan-thong-tin&state=doing&sort=due` });
  const units = await saveReport(begun, trainer, { name: 'Tỷ lệ hoàn thành theo đơn vị, toàn tỉnh', question: 'subject=units&sort=share&order=asc' });
  const wardCertificates = await saveReport(begun, trainer, { name: 'Chứng nhận của phường Hoa Lư', question: `subject=certificates&unit=${ward}&sort=issued&order=desc` });
  if (!late.ok || !units.ok || !wardCertificates.ok) throw new Error('a list of the demo was refused');
  await shareReport(begun, trainer, wardCertificates.id, true);
  await scheduleReport(begun, leader, late.id, { rhythm: { every: 'WEEK', onDay: 1, atHour: 8 }, format: 'xlsx', readers: [leader.id] });
  await scheduleReport(begun, trainer, units.id, { rhythm: { every: 'MONTH', onDay: 20, atHour: 8 }, format: 'xlsx', readers: [trainer.id] });
  let files = 0;
  for (const { id, next_at: dueAt } of await db.selectFrom('report_schedule').select(['id', 'next_at']).where('ended_at', 'is', null).orderBy('next_at').execute()) if (Date.parse(dueAt) <= nowMs) files += await makeReportFiles(at(Math.max(Date.parse(dueAt), nowMs - 3 * day)), id);
  return `3 lists, ${files} files`;
}
