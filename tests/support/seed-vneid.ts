import type { Actor } from '../../app/people/actor.ts';
import { fanOut, handOver, makePackage, recordVneidReceipt } from '../../app/messaging/index.server.ts';
import { localOf } from '../../app/platform/local-time.ts';
import type { Db } from '../../db/client.ts';
import { aMessage, written } from '../world/messages.ts';
import type { Scenery } from './scenery.ts';
import { cast, type CastName, type Units } from './world-data.ts';

const timeZone = 'Asia/Ho_Chi_Minh';

/** One message that waits for its package, and packages that were made, handed over and answered. They go to nobody's inbox. */
export async function seedPackages(db: Db, ids: Record<CastName, string>, units: Units): Promise<Pick<Scenery, 'packages'>> {
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);
  const ports = (hours: number) => ({ db, clock: { now: () => at(hours) }, timeZone, baseUrl: 'https://hoc06.vi-du.invalid' });
  const operator: Actor = { id: ids.operator, fullName: cast.operator.fullName, accountKind: 'OPERATOR', unitId: units.commune, unitName: '', grants: [{ role: 'CHANNEL_OPERATOR', scope: 'ALL', unitId: null }], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' };
  const send = async (subject: string, isUrgent: boolean) => {
    const [now, notAfter] = [at(-30).toISOString(), at(96).toISOString()];
    const messageId = await written(db, aMessage(Object.values(ids), { now, sendAt: now, notAfter, ...(isUrgent ? { urgency: 'URGENT', urgentReason: 'Diễn tập', isDrill: true } : {}), channels: [{ channel: 'VNEID', whenClosed: 'WAIT' }], content: { vi: { subject, body: 'Kính gửi {{ten}},\n\nChỉ cài VNeID từ kho ứng dụng chính thức.\n\n- Không đọc mã OTP cho bất kỳ ai.\n- Nghi ngờ thì hỏi công an nơi gần nhất.' }, link: '/verify' } }));
    await fanOut(db, { now: () => at(-29) }, messageId);
    return messageId;
  };
  const made = async (subject: string) => {
    const outcome = await makePackage(ports(-28), operator, { messageId: await send(subject, false), number: 1 });
    if (!outcome.ok) throw new Error('The package was refused');
    return outcome.id;
  };
  await send('Cảnh báo khẩn: cuộc gọi tự xưng cán bộ phường yêu cầu nâng định danh mức 2 qua điện thoại', true);
  await send('Đồng bộ giấy phép lái xe lên ứng dụng VNeID', false);
  const packages = { made: await made('Cài VNeID đúng cách'), handed: await made('Nhận biết ứng dụng VNeID giả mạo'), received: await made('Làm định danh điện tử mức 2 tại nhà văn hoá') };
  for (const id of [packages.handed, packages.received]) await handOver(ports(-27), operator, id);
  const [refused] = await db.selectFrom('delivery').select('id').where('provider_id', '=', packages.received).execute();
  await recordVneidReceipt(ports(-20), operator, packages.received, { receivedAt: localOf(at(-21).toISOString(), timeZone), receivedBy: 'Tổ vận hành VNeID, Công an tỉnh', accepted: Object.keys(ids).length - 1, refused: `${refused?.id ?? ''}, không khớp số điện thoại`, file: '', note: 'Biên nhận số 12' });
  await db.deleteFrom('job').where('name', '=', 'messaging.fan-out').execute();
  return { packages };
}
