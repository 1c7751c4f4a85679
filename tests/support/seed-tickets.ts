import { receiveTicket, workTicket } from '../../app/faq/index.server.ts';
import type { Actor, Role } from '../../app/people/actor.ts';
import { installationSecret } from '../../app/platform/signing.server.ts';
import type { Db } from '../../db/client.ts';
import { ask } from '../world/gaps.ts';
import { aTicket, makeBody } from '../world/tickets.ts';
import type { Scenery } from './scenery.ts';
import { cast, type CastName, type Units } from './world-data.ts';

/** Tickets in three states, made by the product's own commands at moments of the last weeks. */
export async function seedTickets(db: Db, ids: Record<CastName, string>, units: Units): Promise<Scenery['tickets']> {
  const secret = await installationSecret(db, undefined);
  const portsAt = (days: number) => ({ db, clock: { now: () => new Date(Date.now() + days * 86_400_000) }, timeZone: 'Asia/Ho_Chi_Minh', secret });
  const actor = (name: CastName, role: Role): Actor => ({ id: ids[name], fullName: cast[name].fullName, accountKind: 'OPERATOR', unitId: units.province, unitName: 'UBND tỉnh Ninh Bình', grants: [{ role, scope: 'ALL', unitId: null }], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' });
  const [agent, lawyer] = [actor('agent', 'CALL_AGENT'), actor('lawyer', 'LEGAL_OFFICER')];
  await makeBody(db);
  await makeBody(db, 'tro-giup-phap-ly', { name: 'Trung tâm trợ giúp pháp lý nhà nước' });
  await makeBody(db, 'mot-cua-huyen', { name: 'Bộ phận Một cửa cấp huyện' });
  const write = async (days: number, changes: Parameters<typeof aTicket>[0]) => {
    const made = await receiveTicket(portsAt(days), agent, aTicket({ unitId: units.commune, ...changes }));
    if (!made.ok) throw new Error('The ticket was refused');
    return made.id;
  };
  const step = async (days: number, id: string, deed: 'assign' | 'send' | 'wait' | 'answer', note = '') => {
    const { revision } = await db.selectFrom('ticket').select('revision').where('id', '=', id).executeTakeFirstOrThrow();
    const outcome = await workTicket(portsAt(days), lawyer, { id, revision, deed, note, to: null, bodyKey: '' });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  };
  const open = await write(-12, {});
  const sent = await write(-1, { kind: 'LEGAL_AID', bodyKey: 'tro-giup-phap-ly', aidGroup: 'HARDSHIP', limitationOn: '2027-01-15', party: 'Công ty Đất Vàng', name: 'Đinh Thị Ngọc Ánh', summary: 'Bị cắt hợp đồng lao động, muốn có người giúp làm đơn khởi kiện.' });
  await step(-0.9, sent, 'assign', 'Đã xem giấy tờ chứng minh');
  await step(-0.8, sent, 'send');
  const waiting = await write(-3, { kind: 'FEEDBACK', bodyKey: 'mot-cua-huyen', name: '', replyChannel: 'EMAIL', contact: 'cong-dan@vi-du.invalid', summary: 'Nộp hồ sơ trực tuyến bị báo lỗi ở bước tải tệp.' });
  await step(-2.9, waiting, 'assign');
  await step(-2.8, waiting, 'wait', 'Đề nghị cho biết tên thủ tục và thời điểm nộp');
  const answered = await write(-2, { replyChannel: 'EMAIL', contact: 'cong-dan@vi-du.invalid', summary: 'Làm thẻ căn cước cho con ở đâu, cần giấy tờ gì.' });
  await step(-1.9, answered, 'assign');
  await step(-1.8, answered, 'answer', 'Đến Công an cấp xã nơi cư trú, mang giấy khai sinh của con và thẻ căn cước của người đi cùng.');
  // One body has closed behind an open ticket, another closes in a month.
  const dayFrom = (days: number) => new Date(Math.floor(Date.now() / 86_400_000 + days) * 86_400_000 - 7 * 3_600_000).toISOString();
  await db.updateTable('competent_body').set({ closed_at: dayFrom(-1), successor_key: 'ubnd-xa' }).where('key', '=', 'mot-cua-huyen').execute();
  await makeBody(db, 'nha-mang', { name: 'Nhà mạng viễn thông', closedAt: dayFrom(30) });
  const kinds = { 'ubnd-xa': 'COMMUNE_PC', 'tro-giup-phap-ly': 'LEGAL_AID', 'mot-cua-huyen': 'SERVICE_CENTRE', 'nha-mang': 'COMPANY', 'cong-an-xa': 'POLICE', 'tong-dai': 'HOTLINE' } as const;
  for (const [key, kind] of Object.entries(kinds)) await db.updateTable('competent_body').set({ kind }).where('key', '=', key).execute();
  await db.deleteFrom('job').where('name', '=', 'faq.escalate-ticket').execute();
  await seedGaps(db, units);
  return { open, sent, answered };
}

/** Questions that nobody could answer, some of them from one commune and more this week than before. */
async function seedGaps(db: Db, units: Units): Promise<void> {
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  for (let at = 0; at < 12; at += 1) await ask(db, 'Đổi số điện thoại VNeID', { at: daysAgo(1 + at / 10), unitId: units.commune });
  for (let at = 0; at < 3; at += 1) await ask(db, 'đổi số điện thoại trên VNeID ở đâu', { at: daysAgo(2 + at), source: 'DESK' });
  for (let at = 0; at < 4; at += 1) await ask(db, 'xác nhận độc thân để đi nước ngoài', { at: daysAgo(9 + at), results: 3, outcome: 'NONE' });
}
