import { receiveTicket, workTicket } from '../../app/faq/index.server.ts';
import type { Actor, Role } from '../../app/people/actor.ts';
import { installationSecret } from '../../app/platform/signing.server.ts';
import type { Db } from '../../db/client.ts';
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
  const write = async (days: number, changes: Parameters<typeof aTicket>[0]) => {
    const made = await receiveTicket(portsAt(days), agent, aTicket({ unitId: units.commune, ...changes }));
    if (!made.ok) throw new Error('The ticket was refused');
    return made.id;
  };
  const step = async (days: number, id: string, deed: 'assign' | 'send' | 'wait', note = '') => {
    const { revision } = await db.selectFrom('ticket').select('revision').where('id', '=', id).executeTakeFirstOrThrow();
    const outcome = await workTicket(portsAt(days), lawyer, { id, revision, deed, note, to: null, bodyKey: '' });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  };
  const open = await write(-12, {});
  const sent = await write(-1, { kind: 'LEGAL_AID', bodyKey: 'tro-giup-phap-ly', aidGroup: 'HARDSHIP', limitationOn: '2027-01-15', party: 'Công ty Đất Vàng', name: 'Đinh Thị Ngọc Ánh', summary: 'Bị cắt hợp đồng lao động, muốn có người giúp làm đơn khởi kiện.' });
  await step(-0.9, sent, 'assign', 'Đã xem giấy tờ chứng minh');
  await step(-0.8, sent, 'send');
  const waiting = await write(-3, { kind: 'FEEDBACK', name: '', replyChannel: 'EMAIL', contact: 'cong-dan@vi-du.invalid', summary: 'Nộp hồ sơ trực tuyến bị báo lỗi ở bước tải tệp.' });
  await step(-2.9, waiting, 'assign');
  await step(-2.8, waiting, 'wait', 'Đề nghị cho biết tên thủ tục và thời điểm nộp');
  await db.deleteFrom('job').where('name', '=', 'faq.escalate-ticket').execute();
  return { open, sent };
}
