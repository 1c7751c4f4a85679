import { addBody, closeBody, editBody, type BodyForm } from '../../../app/faq/index.server.ts';
import type { Actor, Ports } from '../../../app/people/index.server.ts';
import { must } from './answer-desk.ts';
import type { CallCentre } from './calls.ts';

const sample = '(dữ liệu mẫu)';
const office = `Thứ Hai đến Thứ Sáu, 07:30–11:30 và 13:30–17:00 ${sample}`;

/** Where the bodies of the demo are and when they are open. All of it is invented and says so wherever it is read; numbers stay as the files have them. */
export const reachOfBodies: Readonly<Record<string, { address: string | null; hours: string }>> = {
  'cong-an-xa': { address: `Trụ sở Công an từng xã, phường ${sample}`, hours: office },
  'ubnd-xa': { address: `Bộ phận Một cửa của UBND từng xã, phường ${sample}`, hours: office },
  'trung-tam-hcc': { address: `Nhà M, số 1 đường Mẫu, phường Hoa Lư ${sample}`, hours: office },
  'bhxh': { address: `Nhà H, số 2 đường Mẫu, phường Hoa Lư ${sample}`, hours: office },
  'dat-dai': { address: `Nhà D, số 3 đường Mẫu, phường Hoa Lư ${sample}`, hours: `Thứ Hai đến Thứ Năm, 07:30–11:30 và 13:30–16:30 ${sample}` },
  'tro-giup-phap-ly': { address: `Tầng 2, số 4 đường Mẫu, phường Hoa Lư ${sample}`, hours: office },
  'tiep-cong-dan': { address: `Nhà tiếp công dân, số 5 đường Mẫu, phường Hoa Lư ${sample}`, hours: `Thứ Hai đến Thứ Sáu, 08:00–11:00 và 14:00–16:30 ${sample}` },
  'nguoi-phat-ngon': { address: `Văn phòng của từng cơ quan ${sample}`, hours: office },
  'ngan-hang': { address: `Chi nhánh nơi mở tài khoản ${sample}`, hours: `Thứ Hai đến Thứ Sáu, 08:00–16:30 ${sample}` },
  'nha-mang': { address: `Cửa hàng của nhà mạng ${sample}`, hours: `Hằng ngày, 08:00–20:00 ${sample}` },
  'tong-dai-c06': { address: null, hours: `Trả lời qua điện thoại, trong ngày ${sample}` },
  'tong-dai-dvc': { address: null, hours: `Trả lời qua điện thoại, trong giờ làm việc ${sample}` },
  'cong-an-khan-cap': { address: null, hours: `Nhận cuộc gọi mọi lúc ${sample}` },
};

/** There has been no district since 01/7/2025: whoever still names its one-stop office is told who follows it. */
const districtOffice: BodyForm = { revision: 0, name: 'Bộ phận Một cửa cấp huyện', kind: 'SERVICE_CENTRE', phone: null, address: `Trụ sở UBND cấp huyện trước đây ${sample}`, hours: `Đã dừng tiếp nhận ${sample}`, communes: [] };

const successor = 'trung-tam-hcc';

/** Gives the bodies of the demo what a supervisor would have entered, by her own commands, and closes one. @returns how many */
export async function seedBodies({ db, supervisor, nowMs }: CallCentre): Promise<number> {
  const ports = { db, clock: { now: () => new Date(nowMs) }, timeZone: 'Asia/Ho_Chi_Minh' };
  const bodies = (await db.selectFrom('competent_body').select(['key', 'name', 'kind', 'phone', 'revision']).orderBy('key').execute()).flatMap((body) => (reachOfBodies[body.key] ? [{ ...body, ...reachOfBodies[body.key] }] : []));
  for (const { key, name, kind, phone, revision, address = null, hours = null } of bodies) await must(key, editBody(ports, supervisor, key, { revision, name, kind: kind as BodyForm['kind'], phone, address, hours, communes: [] }));
  return bodies.length + (bodies.some(({ key }) => key === successor) ? await closeDistrictOffice(ports, supervisor) : 0);
}

async function closeDistrictOffice(ports: Ports, supervisor: Actor): Promise<number> {
  await must(districtOffice.name, addBody(ports, supervisor, districtOffice));
  const { key, revision } = await ports.db.selectFrom('competent_body').select(['key', 'revision']).where('name', '=', districtOffice.name).executeTakeFirstOrThrow();
  await must(key, closeBody(ports, supervisor, key, { revision, closedOn: '2025-07-01', successor, reason: 'Không còn cấp huyện từ 01/7/2025' }));
  return 1;
}
