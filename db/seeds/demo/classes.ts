import { cancelClass, createClass, leavePlace, markAttendance, openClass, takePlace, type ClassFields } from '../../../app/learning/index.server.ts';
import { fanOut } from '../../../app/messaging/index.server.ts';
import type { Actor } from '../../../app/people/actor.ts';
import type { Db } from '../../client.ts';
import { unitId } from '../ids.ts';
import { actorOf } from './answers.ts';
import { HOA_LU } from './cast.ts';
import type { DemoPerson } from './population.ts';
import { randomFor } from './rules/random.ts';
import { atLocal, plusDays } from './rules/working-time.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const dayMs = 86_400_000;
const ward = 'ward' as const;

interface Story {
  key: string;
  title: string;
  about: string;
  course: string | null;
  replaces?: boolean;
  /** The days of its sessions, each from eight to half past eleven with four periods. */
  days: readonly string[];
  place: string;
  lecturer: [name: string, unit: string];
  capacity: number;
  /** How many ask for a place. */
  asks: number;
  /** Only people of the ward may come; else everybody of the province. */
  for?: typeof ward;
  fate?: 'CANCELLED' | 'DRAFT';
}

/** Eight classes of the year and a draft: over, running on Mondays, open, full with a waiting list, cancelled. */
const stories: readonly Story[] = [
  { key: 'lanh-dao', title: 'Triển khai Đề án 06 cho lãnh đạo UBND xã, phường', about: 'Vai trò của người đứng đầu, cách đọc số liệu của đơn vị, báo cáo tháng.', course: 'de-an-06', days: ['2026-03-24', '2026-03-25'], place: 'Hội trường Trung tâm Hội nghị tỉnh', lecturer: ['Đoàn Quý Thước', 'Trường Chính trị tỉnh'], capacity: 120, asks: 96 },
  { key: 'mot-cua', title: 'An toàn thông tin cho bộ phận Một cửa: thực hành với thư giả', about: 'Học tại phòng máy, làm lại từng tình huống trong khoá trực tuyến.', course: 'an-toan-thong-tin', replaces: true, days: ['2026-05-12'], place: 'Phòng máy số 2, Trung tâm Phục vụ hành chính công tỉnh', lecturer: ['Lương Bảo Khiêm', 'Sở Khoa học và Công nghệ'], capacity: 40, asks: 40 },
  { key: 'lam-sach', title: 'Làm sạch dữ liệu dân cư: từ danh sách đến biên bản', about: 'Mang theo máy tính của đơn vị và một danh sách mẫu đã ẩn danh.', course: 'de-an-06', days: ['2026-07-08', '2026-07-09'], place: 'Phòng họp tầng 3, Công an tỉnh', lecturer: ['Vi Thị Nhuần', 'Công an tỉnh'], capacity: 60, asks: 52 },
  { key: 'to-cong-nghe', title: 'Kỹ năng hướng dẫn người dân cho tổ công nghệ số cộng đồng', about: 'Cầm tay chỉ việc mà không cầm máy; người cao tuổi, người khuyết tật.', course: null, days: ['2026-09-15'], place: 'Nhà văn hoá trung tâm phường Hoa Lư', lecturer: ['Tăng Hải Đường', 'Hội Liên hiệp Phụ nữ tỉnh'], capacity: 30, asks: 26, for: ward },
  { key: 'trung-lich', title: 'Nhập môn dữ liệu mở cho cán bộ văn phòng', about: '', course: null, days: ['2026-10-22'], place: 'Phòng họp B, Sở Khoa học và Công nghệ', lecturer: ['Lương Bảo Khiêm', 'Sở Khoa học và Công nghệ'], capacity: 40, asks: 14, fate: 'CANCELLED' },
  { key: 'thu-hai', title: 'Xử lý sự cố an ninh mạng ở cơ sở (bốn sáng thứ Hai)', about: 'Học kết hợp: xem trước bài “Giờ vàng” của khoá trực tuyến, lên lớp diễn tập.', course: 'an-toan-thong-tin', days: ['2026-11-16', '2026-11-23', '2026-11-30', '2026-12-07'], place: 'Phòng họp A, UBND phường Hoa Lư', lecturer: ['Hà Thuỷ Tiên', 'Công an tỉnh'], capacity: 25, asks: 22, for: ward },
  { key: 'vneid', title: 'Giải đáp về VNeID tại quầy: hỏi đúng, tra đúng', about: 'Làm việc với kho câu trả lời đã thẩm định, đóng vai người dân và cán bộ.', course: 'de-an-06', days: ['2026-12-02', '2026-12-03'], place: 'Hội trường Trung tâm Phục vụ hành chính công tỉnh', lecturer: ['Vi Thị Nhuần', 'Công an tỉnh'], capacity: 80, asks: 31 },
  { key: 'deepfake', title: 'Nhận diện hình ảnh, giọng nói giả: lớp nhỏ có máy thực hành', about: 'Lớp nhỏ, mỗi người một máy.', course: null, days: ['2026-12-09'], place: 'Phòng máy số 1, Trường Chính trị tỉnh', lecturer: ['Hà Thuỷ Tiên', 'Công an tỉnh'], capacity: 12, asks: 19 },
  { key: 'ban-nhap', title: 'Bồi dưỡng giảng viên nội bộ về an toàn thông tin năm 2027', about: 'Còn chờ xác nhận của Trường Chính trị tỉnh.', course: 'an-toan-thong-tin', days: ['2027-01-20', '2027-01-21'], place: 'Trường Chính trị tỉnh', lecturer: ['Đoàn Quý Thước', 'Trường Chính trị tỉnh'], capacity: 30, asks: 0, fate: 'DRAFT' },
];

/** The classes of the year through the product's own commands, each at its moment. @returns how many there are */
export async function seedClasses(db: Db, people: readonly DemoPerson[], nowMs: number): Promise<number> {
  const trainer = actorOf(people, 'TRAINING_ADMIN');
  let count = 0;
  for (const story of stories) {
    const openedMs = Math.min(atLocal(plusDays(story.days[0] ?? '', -30), 540), nowMs - 3 * dayMs);
    if (atLocal(plusDays(story.days[0] ?? '', -60), 540) > nowMs) continue;
    await tell(db, people, trainer, story, { openedMs, nowMs });
    count += 1;
  }
  await deliver(db, nowMs);
  return count;
}

const portsAt = (db: Db, ms: number) => ({ db, clock: { now: () => new Date(ms) }, timeZone });

async function tell(db: Db, people: readonly DemoPerson[], trainer: Actor, story: Story, { openedMs, nowMs }: { openedMs: number; nowMs: number }): Promise<void> {
  const made = await createClass(portsAt(db, openedMs - dayMs), trainer, await fieldsOf(db, story));
  if (!made.ok) throw new Error(`The demo's class ${story.key} was refused: ${JSON.stringify(made.faults)}`);
  if (story.fate === 'DRAFT') return;
  await openClass(portsAt(db, openedMs), trainer, made.id);
  const random = randomFor(`class:${story.key}`);
  const guests = random.shuffle(people.filter((person) => !person.leftOn && !person.cast && person.joinedOn < '2026-01-01' && (story.for !== ward || person.agencyKey === HOA_LU))).slice(0, story.asks).map(({ id }) => ({ id }));
  // The demo's learner runs with the Mondays and waits for the small class, behind some others.
  const learner = { id: actorOf(people, 'LEARNER').id };
  const asking = story.key === 'thu-hai' ? [learner, ...guests] : story.key === 'deepfake' || story.key === 'to-cong-nghe' ? [...guests.slice(0, 14), learner, ...guests.slice(14)] : guests;
  for (const [at, person] of asking.entries()) await takePlace(portsAt(db, openedMs + (at + 1) * 900_000), person, made.id);
  const closing = openedMs + (asking.length + 2) * 900_000;
  if (story.fate === 'CANCELLED') await cancelClass(portsAt(db, closing), trainer, made.id, 'Trùng lịch tập huấn của Bộ; nội dung sẽ chuyển sang quý sau');
  else if (asking[0] && asking.length > story.capacity) await leavePlace(portsAt(db, closing), asking[0], made.id);
  if (!story.fate) await attend(db, trainer, made.id, { key: story.key, nowMs, learner: learner.id });
}

async function fieldsOf(db: Db, { title, about, course, replaces, days, place, lecturer, capacity, for: audience }: Story): Promise<ClassFields> {
  const known = course ? await db.selectFrom('course').select('id').where('slug', '=', course).executeTakeFirst() : undefined;
  const province = (await db.selectFrom('org_unit_version').select('unit_id').where('parent_id', 'is', null).where('valid_to', 'is', null).orderBy('valid_from').executeTakeFirstOrThrow()).unit_id;
  const [name, unit] = lecturer;
  const own = audience === ward ? unitId(HOA_LU) : province;
  return { title, about, course: known ? course : null, replaces: Boolean(replaces && known), unit: own, audience: own, capacity, lecturer: name, lecturerUnit: unit, closes: `${plusDays(days[0] ?? '', -1)}T17:00`, sessions: days.map((day, at) => ({ id: '', at, day, from: '08:00', to: '11:30', place, periods: 4 })) };
}

/** Attendance of the sessions that are over, by list; the learner was always there. */
async function attend(db: Db, trainer: Actor, runId: string, { key, nowMs, learner }: { key: string; nowMs: number; learner: string }): Promise<void> {
  const placed = await db.selectFrom('run_seat').select('user_id').where('run_id', '=', runId).where('placed_at', 'is not', null).where('left_at', 'is', null).orderBy('user_id').execute();
  for (const session of await db.selectFrom('run_session').select(['id', 'ends_at']).where('run_id', '=', runId).orderBy('starts_at').execute()) {
    const end = Date.parse(session.ends_at);
    if (end > nowMs) continue;
    const random = randomFor(`attendance:${key}:${session.ends_at}`);
    const marks = placed.map(({ user_id: id }) => ({ id, isPresent: random.chance(0.93) || id === learner }));
    await markAttendance(portsAt(db, end + 600_000), trainer, { class: runId, session: session.id }, { present: marks.filter((one) => one.isPresent).map((one) => one.id), absent: marks.filter((one) => !one.isPresent).map((one) => one.id), reason: '', source: 'LIST' });
  }
}

/** Lets the ledger run at the notices' own times: nothing of the past is sent when the demo starts. */
export async function deliver(db: Db, nowMs: number): Promise<void> {
  const messages = await db.selectFrom('message').select(['id', 'send_at']).where('source_type', '=', 'NOTICE').where((where) => where.or([where('source_id', 'like', 'class:%'), where('source_id', 'like', 'lesson-answer:%')])).where('send_at', '<', new Date(nowMs).toISOString()).orderBy('send_at').orderBy('source_id').execute();
  for (const message of messages) {
    const sent = Date.parse(message.send_at);
    await db.deleteFrom('job').where('unique_key', '=', `fan-out:${message.id}`).execute();
    await fanOut(db, { now: () => new Date(sent) }, message.id);
    await db.updateTable('delivery').set({ state: 'ACCEPTED', accepted_at: new Date(sent + 120_000).toISOString(), attempts: 1 }).where('message_id', '=', message.id).where('state', '=', 'QUEUED').execute();
  }
}
