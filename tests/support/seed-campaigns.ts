import type { Actor, Role } from '../../app/people/actor.ts';
import { addCampaign, addPlace, addPlanLine, approveCampaign, confirmSlot, editMessage, editPlan, editPublicMedium, editSchedule, planSlots, submitCampaign } from '../../app/campaigns/index.server.ts';
import { fanOut } from '../../app/messaging/index.server.ts';
import { dayIn } from '../../app/platform/i18n/formats.ts';
import { localOf } from '../../app/platform/local-time.ts';
import type { Db } from '../../db/client.ts';
import type { Scenery } from './scenery.ts';
import { cast, type CastName, type Units } from './world-data.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const hour = 3_600_000;

/** Campaigns in four states, made by the product's own commands at moments of the last days. */
export async function seedCampaigns(db: Db, ids: Record<CastName, string>, units: Units): Promise<Pick<Scenery, 'campaigns' | 'notice'>> {
  const at = (hours: number) => new Date(Date.now() + hours * hour);
  const portsAt = (hours: number) => ({ db, clock: { now: () => at(hours) }, timeZone });
  const actor = (name: CastName, role: Role): Actor => ({ id: ids[name], fullName: cast[name].fullName, accountKind: 'OPERATOR', unitId: units.province, unitName: '', grants: [{ role, scope: 'ALL', unitId: null }], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' });
  const [maker, approver, operator] = [actor('maker', 'CAMPAIGN_MAKER'), actor('approver', 'CAMPAIGN_APPROVER'), actor('operator', 'CHANNEL_OPERATOR')];
  for (const [name, kind] of [['Bảng LED quảng trường', 'LED'], ['Đài truyền thanh phường Hoa Lư', 'STATION'], ['Bảng tin nhà văn hoá', 'PANEL']] as const) await addPlace(portsAt(-99), operator, { name, kind, unitId: units.commune, ...(kind === 'LED' ? { width: 192, height: 64 } : {}) });
  const year = Number(dayIn(timeZone, at(0)).slice(0, 4));
  await editPlan(portsAt(-200), maker, year, { revision: 0, goal: 'Mọi cán bộ nắm mục tiêu Đề án 06; người dân dùng VNeID an toàn.', legalBasis: 'Chỉ thị số 07/CT-TTg ngày 21/3/2023 của Thủ tướng Chính phủ' });
  const lines = [];
  for (const [title, quarter] of [['Cảnh báo ứng dụng định danh giả mạo và lừa đảo qua điện thoại dịp cuối năm', 4], ['Cảnh báo lừa đảo dịp Tết', 1]] as const) lines.push(await addPlanLine(portsAt(-199), maker, year, { title, quarter, topic: 'SECURITY', model: 27 }));
  const line = lines[0]?.ok ? lines[0].id : '';

  // Half an hour apart, so that none of them runs into another at the same board.
  let written = 0;
  const write = async (code: string, name: string, now: number, sendAt: number, notAfter: number, isDrill = false) => {
    written += 1;
    const ports = portsAt(now);
    const made = await addCampaign(ports, maker, { code, line, name, model: 27, contentSource: 'Tổ công tác Đề án 06 – Công an tỉnh', goal: 'Cán bộ và người dân nhận ra ứng dụng định danh giả mạo, không cài từ đường dẫn lạ.', measure: 'Tỷ lệ trả lời đúng câu hỏi xác nhận', measuredBy: 'QUESTION', baseline: 61, target: 80, after: 14, topic: 'SECURITY', isDuty: true, isDrill, urgency: 'PRIORITY', urgentReason: null });
    if (!made.ok) throw new Error('The campaign was refused');
    const revision = async () => (await db.selectFrom('campaign').select('revision').where('id', '=', made.id).executeTakeFirstOrThrow()).revision;
    await editMessage(ports, maker, made.id, { revision: await revision(), content: { vi: { subject: 'Cảnh báo ứng dụng VNeID giả mạo', body: 'Chỉ cài VNeID từ kho ứng dụng chính thức.\n\nCông an không nâng mức định danh qua điện thoại.' }, link: '/courses/an-toan-thong-tin', question: { text: 'Nên cài VNeID từ đâu?', options: ['Kho ứng dụng chính thức', 'Đường dẫn trong tin nhắn'], right: 0 } }, channels: ['EMAIL', 'SMS'], sms: 'Canh bao: chi cai VNeID tu kho ung dung chinh thuc.' });
    await editPublicMedium(ports, maker, made.id, 'LED', { revision: await revision(), pages: ['CHỈ CÀI VNEID TỪ KHO ỨNG DỤNG CHÍNH THỨC', 'CÔNG AN KHÔNG CẤP ĐỊNH DANH QUA ĐIỆN THOẠI'], seconds: 6 });
    await editPublicMedium(ports, maker, made.id, 'LOUDSPEAKER', { revision: await revision(), script: 'Thưa bà con. Công an không nâng mức định danh qua điện thoại. Bà con chỉ cài VNeID từ kho ứng dụng chính thức.', infoType: 'SECURITY' });
    await editPublicMedium(ports, maker, made.id, 'POSTER', { revision: await revision(), headline: 'Chỉ cài VNeID từ kho ứng dụng chính thức', text: 'Không cài ứng dụng từ đường dẫn lạ.\nNghi ngờ thì hỏi công an nơi gần nhất.', link: '/verify' });
    await editSchedule(ports, maker, made.id, { revision: await revision(), sendAt: localOf(at(sendAt).toISOString(), timeZone), notAfter: localOf(at(notAfter).toISOString(), timeZone), stagger: 0, closed: {} });
    for (const medium of ['LED', 'LOUDSPEAKER'] as const) await planSlots(ports, maker, made.id, { revision: await revision(), medium, at: localOf(at(sendAt + written / 2).toISOString(), timeZone), unitId: '', quietReason: 'Giờ phát của đài' });
    return { id: made.id, submit: async () => submitCampaign(ports, maker, { id: made.id, revision: await revision() }) };
  };
  const launch = async (id: string, hours: number) => {
    const { submitted_hash: hash } = await db.selectFrom('campaign').select('submitted_hash').where('id', '=', id).executeTakeFirstOrThrow();
    await approveCampaign(portsAt(hours), approver, { id, hash: hash ?? '', note: 'Đồng ý phát hành' });
    for (const message of await db.selectFrom('message').select('id').where('source_id', '=', id).execute()) await fanOut(db, { now: () => at(hours + 1) }, message.id);
    // Test mails stay in the ledger: nothing of them is sent while pages are looked at.
    await db.deleteFrom('job').where('name', '=', 'messaging.fan-out').execute();
    await db.updateTable('delivery').set({ state: 'ACCEPTED', accepted_at: at(hours + 1).toISOString() }).where('state', '=', 'QUEUED').where('channel', '=', 'EMAIL').execute();
  };

  const draft = await write('TT-T-01', 'Tuyên truyền nâng định danh mức 2', -20, 48, 96);
  const submitted = await write('TT-T-02', 'Nhắc hoàn thành khoá An toàn thông tin', -20, 48, 96);
  await submitted.submit();
  const running = await write('TT-T-03', 'Cảnh báo ứng dụng VNeID giả mạo', -48, -40, 96);
  await running.submit();
  await launch(running.id, -41);
  const ended = await write('TT-T-04', 'Phòng chống lừa đảo qua điện thoại dịp đầu năm học', -96, -90, -20);
  await ended.submit();
  await launch(ended.id, -91);
  const drill = await write('TT-T-05', 'Diễn tập cảnh báo khẩn', -20, 48, 96, true);
  const { id: place } = await db.selectFrom('place').select('id').where('kind', '=', 'LED').executeTakeFirstOrThrow();
  const [slot, other] = await db.selectFrom('broadcast_slot').select('id').where('campaign_id', '=', running.id).orderBy('medium').execute();
  await confirmSlot({ ...portsAt(-30), filesDir: '' }, operator, other?.id ?? '', { playedAt: '', note: 'Phát đủ hai lượt', missedReason: '', photo: null });
  const { id: notice } = await db.selectFrom('message').select('id').where('source_id', '=', running.id).executeTakeFirstOrThrow();
  return { notice, campaigns: { draft: draft.id, submitted: submitted.id, running: running.id, ended: ended.id, slot: slot?.id ?? '', drill: drill.id, year, line, place } };
}
