import { answerBelowLesson, askBelowLesson, cancelClass, createClass, giveFeedback, markAttendance, openClass, reportPost, showPost, takePlace, type ClassFields } from '../../app/learning/index.server.ts';
import { recordProgress } from '../../app/learning/commands/record-progress.server.ts';
import type { Actor, Grant } from '../../app/people/actor.ts';
import { localOf } from '../../app/platform/local-time.ts';
import type { Db } from '../../db/client.ts';
import { makePerson } from '../world/people.ts';
import { cast, type CastName, type Units } from './world-data.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const hour = 3_600_000;

/** Ids that pages about classes and questions are opened with. */
export interface ClassScenery {
  classes: { open: string; running: string; session: string; draft: string; over: string; overSession: string };
  posts: { shown: string; answer: string; waiting: string };
}

/** A class that is open and full, one that runs now, a draft, one that is over, one cancelled; questions below a lesson in every state. */
export async function seedClasses(db: Db, ids: Record<CastName, string>, units: Units): Promise<ClassScenery> {
  const now = Date.now();
  const actor = (name: CastName, ...grants: Grant[]): Actor => ({ id: ids[name], fullName: cast[name].fullName, accountKind: 'OPERATOR', unitId: units.province, unitName: '', grants, mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' });
  const trainer = actor('trainer', { role: 'TRAINING_ADMIN', scope: 'ALL', unitId: null });
  const portsAt = (ms: number) => ({ db, clock: { now: () => new Date(ms) }, timeZone });
  // Of a class that is still to come, too, nothing was written after this moment.
  const written = (startMs: number) => Math.min(startMs, now);
  const make = async (title: string, startMs: number, changes: Partial<ClassFields> = {}) => {
    const session = (at: number, ms: number) => ({ id: '', at, day: localOf(new Date(ms).toISOString(), timeZone).slice(0, 10), from: localOf(new Date(ms).toISOString(), timeZone).slice(11), to: localOf(new Date(ms + 2 * hour).toISOString(), timeZone).slice(11), place: 'Hội trường tầng 2, UBND phường Hoa Lư', periods: 2.5 });
    const closes = localOf(new Date(startMs - hour).toISOString(), timeZone);
    const made = await createClass(portsAt(written(startMs) - 72 * hour), trainer, { title, about: 'Thực hành nhận diện thư giả, đặt mật khẩu, dùng xác thực hai lớp.\nMang theo máy tính của đơn vị.', course: 'an-toan-thong-tin', replaces: false, unit: units.commune, audience: units.province, capacity: 3, lecturer: 'Nguyễn Hoàng Thuỳ Trang', lecturerUnit: 'Trường Chính trị tỉnh', closes, sessions: [session(0, startMs), session(1, startMs + 24 * hour)], ...changes });
    if (!made.ok) throw new Error(JSON.stringify(made.faults));
    return made.id;
  };
  // In the middle of a day, so that a session never ends on the next one.
  const noon = (days: number) => { const at = localOf(new Date(now + days * 24 * hour).toISOString(), timeZone).slice(0, 10); return Date.parse(`${at}T10:00:00+07:00`); };
  const opened = async (id: string, startMs: number, people: CastName[]) => {
    await openClass(portsAt(written(startMs) - 71 * hour), trainer, id);
    for (const [at, name] of people.entries()) await takePlace(portsAt(written(startMs) - 70 * hour + at * 60_000), { id: ids[name] }, id);
    return id;
  };
  const openStart = noon(4);
  const open = await opened(await make('Thực hành an toàn thông tin tại chỗ', openStart), openStart, ['learner', 'closer', 'examinee', 'finisher']);
  const overStart = noon(-20);
  const over = await opened(await make('Tập huấn dữ liệu dân cư cho bộ phận một cửa', overStart), overStart, ['learner', 'closer', 'finisher']);
  const running = await make('Xử lý sự cố an ninh mạng ở cơ sở', overStart, { replaces: true, capacity: 10 });
  await opened(running, overStart, ['learner', 'closer', 'examinee']);
  const draft = await make('Kỹ năng số cho tổ công nghệ số cộng đồng', noon(12));
  const gone = await opened(await make('Tra cứu dữ liệu dân cư khi giải quyết hồ sơ', openStart + 24 * hour), openStart + 24 * hour, ['learner']);
  await cancelClass(portsAt(now), trainer, gone, 'Trùng lịch họp của tỉnh, sẽ có lớp khác');
  // One session of the running class is right now: days cannot be typed that lie around any minute of the clock.
  const [first] = await db.selectFrom('run_session').select('id').where('run_id', '=', running).orderBy('starts_at').execute();
  await db.updateTable('run_session').set({ starts_at: new Date(now - hour / 2).toISOString(), ends_at: new Date(now + 3 * hour).toISOString() }).where('id', '=', first?.id ?? '').execute();
  const [overSession] = await db.selectFrom('run_session').select('id').where('run_id', '=', over).orderBy('starts_at').execute();
  const where = { class: over, session: overSession?.id ?? '' };
  await markAttendance(portsAt(overStart + hour), trainer, where, { present: [ids.learner, ids.closer], absent: [ids.finisher], reason: '', source: 'LIST' });
  await markAttendance(portsAt(overStart + 26 * hour), trainer, where, { present: [ids.finisher], absent: [], reason: 'Học viên đến muộn, đã ký danh sách giấy', source: 'LIST' });
  return { classes: { open, running, session: first?.id ?? '', draft, over, overSession: where.session }, posts: await seedPosts(db, ids, units) };
}

/** Questions below the first lesson of the security course, and ten people's feedback on the other course. */
async function seedPosts(db: Db, ids: Record<CastName, string>, units: Units): Promise<ClassScenery['posts']> {
  const ports = { db, clock: { now: () => new Date() }, timeZone };
  const editor: Actor = { id: ids.editor, fullName: cast.editor.fullName, accountKind: 'OPERATOR', unitId: null, unitName: null, grants: [{ role: 'CONTENT_EDITOR', scope: 'ALL', unitId: null }], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' };
  const where = { course: 'an-toan-thong-tin', lesson: 'con-nguoi-la-cua-vao' };
  const newest = async (name: CastName) => (await db.selectFrom('lesson_post').select('id').where('author_id', '=', ids[name]).orderBy('id', 'desc').executeTakeFirstOrThrow()).id;
  const ask = async (name: CastName, body: string) => {
    const asked = await askBelowLesson(ports, { id: ids[name] }, where, body);
    if (!asked.ok) throw new Error(JSON.stringify(asked.faults));
    return newest(name);
  };
  const shown = await ask('learner', 'Nếu một người xưng là cán bộ tỉnh gọi xin mã OTP để “đồng bộ dữ liệu”, em nên báo cho ai trước?');
  await showPost(ports, editor, shown);
  await answerBelowLesson(ports, { id: ids.closer }, { ...where, question: shown }, 'Ngắt máy, không đọc mã. Gọi lại số trực chính thức của đơn vị để hỏi, rồi báo đầu mối an ninh mạng của phường.');
  const answer = await newest('closer');
  await showPost(ports, editor, answer);
  const waiting = await ask('closer', 'Máy dùng chung ở bộ phận một cửa thì đặt mật khẩu thế nào cho đúng?');
  await reportPost(ports, { id: ids.closer }, shown, 'Nên nói rõ là không nêu tên người gọi');
  for (let who = 0; who < 11; who += 1) {
    const { id } = await makePerson(db, { fullName: `Trần Văn Góp ${who + 1}`, staffNo: `CB92${String(who).padStart(3, '0')}`, email: null, unitId: units.counter });
    await db.updateTable('user_account').set({ disabled_at: ports.clock.now().toISOString(), disabled_reason: 'ADMIN' }).where('id', '=', id).execute();
    const { id: courseId } = await db.selectFrom('course').select('id').where('slug', '=', 'de-an-06').executeTakeFirstOrThrow();
    const at = ports.clock.now().toISOString();
    await db.transaction().execute((tx) => recordProgress(tx, { verb: 'course.completed', objectType: 'course', objectId: courseId, courseId, userId: id, occurredAt: at, result: { score: 8 } }, { idempotencyKey: `scenery:${id}`, source: 'web', now: at }));
    await giveFeedback(ports, { id }, 'de-an-06', { useful: 3 + (who % 3), clear: 4, length: 2 + (who % 4), comment: who % 3 === 0 ? 'Ví dụ gần với việc hằng ngày, phần quy định hơi dài.' : '' });
  }
  return { shown, answer, waiting };
}
