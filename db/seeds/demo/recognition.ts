import PDFDocument from 'pdfkit';
import { attachCopy, beginRequest, decideRequest, submitRequest, withdrawRequest } from '../../../app/learning/index.server.ts';
import type { Actor } from '../../../app/people/actor.ts';
import { dayWords } from '../../../app/platform/days.ts';
import { collectPdf, registerFaces } from '../../../app/platform/pdf.server.ts';
import type { Db } from '../../client.ts';
import { idFromKey } from '../ids.ts';
import { actorOf } from './answers.ts';
import type { DemoPerson } from './population.ts';
import { randomFor } from './rules/random.ts';
import { atLocal } from './rules/working-time.ts';

interface Story {
  title: string;
  number: string;
  issuer: string;
  issuedOn: string;
  lastDay: string | null;
  note: string | null;
  sentOn: string;
  end: { decision: 'ACCEPTED' | 'REFUSED'; on: string; lastDay: string | null; reason: string } | 'WITHDRAWN' | null;
}

const academy = 'Học viện An ninh mạng (ví dụ)';
const school = 'Trường Chính trị tỉnh (ví dụ)';

/** Certificates of invented schools: four wait, one was accepted, one refused, one taken back. */
const stories: readonly Story[] = [
  { title: 'Bồi dưỡng an ninh mạng cho cán bộ cấp xã', number: '0733/CN-ATTT', issuer: academy, issuedOn: '2026-09-25', lastDay: '2027-09-25', note: null, sentOn: '2026-11-12', end: { decision: 'ACCEPTED', on: '2026-11-17', lastDay: '2027-09-25', reason: 'Đề cương tương đương, thời lượng 16 tiết' } },
  { title: 'Tin học văn phòng nâng cao', number: '215/THVP', issuer: 'Trung tâm tin học (ví dụ)', issuedOn: '2026-05-14', lastDay: null, note: null, sentOn: '2026-11-13', end: { decision: 'REFUSED', on: '2026-11-18', lastDay: null, reason: 'Nội dung không có phần an toàn thông tin và bảo vệ dữ liệu cá nhân.' } },
  { title: 'Bồi dưỡng kỹ năng số cơ bản', number: '98/KNS', issuer: school, issuedOn: '2026-04-20', lastDay: null, note: null, sentOn: '2026-11-16', end: 'WITHDRAWN' },
  { title: 'An toàn thông tin cho người dùng cuối', number: '0512/CN-ATTT', issuer: academy, issuedOn: '2026-08-31', lastDay: '2027-08-31', note: 'Bản giấy lưu tại văn phòng đơn vị.', sentOn: '2026-11-18', end: null },
  { title: 'Bồi dưỡng an ninh mạng cho cán bộ cấp xã', number: '0741/CN-ATTT', issuer: academy, issuedOn: '2026-09-25', lastDay: '2027-09-25', note: null, sentOn: '2026-11-19', end: null },
  { title: 'Bảo vệ dữ liệu cá nhân trong cơ quan nhà nước', number: '44/BVDL', issuer: school, issuedOn: '2026-10-09', lastDay: null, note: null, sentOn: '2026-11-20', end: null },
  // The same number once more: somebody has to compare the two.
  { title: 'Bồi dưỡng an ninh mạng cho cán bộ cấp xã', number: '0741/CN-ATTT', issuer: academy, issuedOn: '2026-09-25', lastDay: '2027-09-25', note: null, sentOn: '2026-11-20', end: null },
];

/** Requests of people who have not begun the security course, through the program's own commands, with their copies. @returns how many */
export async function seedRecognition(db: Db, people: readonly DemoPerson[], { nowMs, filesDir }: { nowMs: number; filesDir: string | undefined }): Promise<number> {
  if (filesDir === undefined || atLocal('2026-11-21', 0) >= nowMs) return 0;
  const { id: courseId } = await db.selectFrom('course').select('id').where('slug', '=', 'an-toan-thong-tin').executeTakeFirstOrThrow();
  const taken = new Set((await db.selectFrom('course_progress').select('user_id').where('course_id', '=', courseId).union(db.selectFrom('exemption').select('user_id')).execute()).map((row) => row.user_id));
  const open = people.filter((person) => !person.cast && !person.leftOn && !taken.has(person.id));
  const chosen = randomFor('recognition').shuffle([...open]).slice(0, stories.length);
  for (const [at, person] of chosen.entries()) {
    const story = stories[at];
    if (story) await tell(db, filesDir, { story, courseId, id: idFromKey(`recognition:${at}`), fileId: idFromKey(`recognition-copy:${at}`), learner: learnerOf(person), trainer: actorOf(people, 'TRAINING_ADMIN') });
  }
  return chosen.length;
}

const learnerOf = ({ id, fullName }: DemoPerson): Actor => ({ id, fullName, accountKind: 'OPERATOR', unitId: null, unitName: null, grants: [], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' });

async function tell(db: Db, filesDir: string, { story, courseId, id, fileId, learner, trainer }: { story: Story; courseId: string; id: string; fileId: string; learner: Actor; trainer: Actor }): Promise<void> {
  const portsOn = (day: string, minutes: number) => ({ db, clock: { now: () => new Date(atLocal(day, minutes)) }, timeZone: 'Asia/Ho_Chi_Minh', filesDir, scanner: { CLAMAV_HOST: undefined, CLAMAV_PORT: 3310 } });
  const { sentOn, end, ...facts } = story;
  const sent = portsOn(sentOn, 560);
  mustWork(await beginRequest(sent, learner, { ...facts, id, revision: 0, courseId }));
  mustWork(await attachCopy(sent, learner, id, { id: fileId, name: 'Chứng nhận.pdf', pieces: piecesOf(await paper(story, learner.fullName)) }));
  mustWork(await submitRequest(portsOn(sentOn, 566), learner, id));
  if (end === 'WITHDRAWN') mustWork(await withdrawRequest(portsOn('2026-11-19', 840), learner, id));
  else if (end) mustWork(await decideRequest(portsOn(end.on, 620), trainer, id, end));
}

async function* piecesOf(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** A paper that says at once that it is an example. The same words always give the same bytes. */
async function paper({ title, number, issuer, issuedOn }: Story, fullName: string): Promise<Buffer> {
  const doc = new PDFDocument({ size: 'A5', layout: 'landscape', margin: 48, info: { Title: title, CreationDate: new Date(`${issuedOn}T00:00:00Z`) } });
  registerFaces(doc);
  const done = collectPdf(doc);
  doc.font('regular').fontSize(10).text(issuer, { align: 'center' }).moveDown();
  doc.font('bold').fontSize(20).text('CHỨNG NHẬN MẪU', { align: 'center' }).moveDown(0.5);
  doc.font('semibold').fontSize(15).text(fullName, { align: 'center' }).moveDown(0.5);
  doc.font('regular').fontSize(12).text(`đã hoàn thành: ${title}`, { align: 'center' }).moveDown();
  doc.fontSize(10).text(`Số ${number}, cấp ngày ${dayWords(issuedOn)}`, { align: 'center' }).moveDown();
  doc.font('italic').fontSize(9).text('Giấy tờ của dữ liệu mẫu, không có giá trị.', { align: 'center' });
  doc.end();
  return done;
}

function mustWork(outcome: { ok: boolean; faults?: unknown }): void {
  if (!outcome.ok) throw new Error(`The demo's request was refused: ${JSON.stringify(outcome.faults)}`);
}
