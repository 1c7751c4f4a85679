import PDFDocument from 'pdfkit';
import { handInEntry } from '../../../app/contest/commands/hand-in-entry.server.ts';
import { saveEntryPart } from '../../../app/contest/commands/save-entry-part.server.ts';
import { startEntry } from '../../../app/contest/commands/start-entry.server.ts';
import { entryParts } from '../../../app/contest/rules/entry-parts.ts';
import { codeOf } from '../../../app/contest/sign-in-code.server.ts';
import type { Actor } from '../../../app/people/actor.ts';
import { done, fillEntry } from '../../world/contest-entries.ts';
import { makeEntrant } from '../../world/contest-judging.ts';
import { expect } from '../fixtures.ts';
import { momentIn, type Walk } from './moved-contest.ts';

export interface Entrant {
  kind: 'Cá nhân' | 'Tổ chức' | 'Doanh nghiệp';
  email: string;
  fullName: string;
  legalName?: string;
  taxCode?: string;
  title: string;
}
export interface HandedIn {
  id: string;
  title: string;
  /** The account behind it. */
  owner: string;
}
export interface Contest {
  id: string;
  slug: string;
  rulesId: string;
}

/** The organiser writes a call step by step, with a pairwise final, and publishes it. */
export async function publishCall({ page, main, stage, enterAs }: Walk): Promise<Contest> {
  const next = async () => void (await main.getByRole('button', { name: 'Lưu và sang bước sau' }).click());
  const row = (legend: string) => main.getByRole('group', { name: legend, exact: true });
  await enterAs(stage.ids.organiser);
  await page.goto('/contest-desk/new');
  await page.getByLabel('Tên cuộc thi').fill('Sáng kiến dữ liệu mở cấp xã');
  await page.getByLabel('Mã cuộc thi').fill('DMX');
  await page.getByLabel('Đơn vị tổ chức').selectOption(stage.units.province);
  await page.getByLabel('Tóm tắt').fill('Tìm ứng dụng của dữ liệu dân cư và dữ liệu mở.');
  await page.getByLabel('Ai được dự thi').fill('Cá nhân, tổ chức, doanh nghiệp ở Việt Nam.');
  await main.getByRole('button', { name: 'Tạo bản nháp' }).click();
  await row('Lĩnh vực 1').getByLabel('Tên').fill('Chính quyền số');
  await next();
  await row('Bộ dữ liệu 1').getByLabel('Tên').fill('Giờ làm việc của bộ phận một cửa');
  await row('Bộ dữ liệu 1').getByLabel('Nơi giữ dữ liệu').fill('Trung tâm Phục vụ hành chính công');
  await row('Bộ dữ liệu 1').getByLabel('Điều kiện sử dụng').fill('Ghi nguồn khi sử dụng.');
  await next();
  for (const [at, title, weight] of [[1, 'Tính mới', '40'], [2, 'Khả năng áp dụng', '60']] as const) {
    await row(`Tiêu chí ${at}`).getByLabel('Tên').fill(title);
    await row(`Tiêu chí ${at}`).getByLabel('Trọng số').fill(weight);
  }
  await next();
  for (const [at, kind] of [[1, 'FIRST'], [2, 'SECOND']] as const) {
    await row(`Giải ${at}`).getByLabel('Loại giải').selectOption(kind);
    await row(`Giải ${at}`).getByLabel('Tên').fill(at === 1 ? 'Giải nhất' : 'Giải nhì');
  }
  await next();
  const moments: [string, string][] = [['Bắt đầu nhận bài', momentIn(-1, '08:00:00')], ['Hạn nộp bài', momentIn(10, '23:59:59')], ['Hạn kiểm tra tính hợp lệ', momentIn(20, '23:59:59')], ['Hạn chấm điểm', momentIn(40, '23:59:59')], ['Công bố kết quả', momentIn(50, '09:00:00')]];
  for (const [label, at] of moments) await page.getByLabel(label).fill(at);
  await next();
  await page.getByLabel('Số bài vào chung kết theo cặp').fill('8');
  await next();
  await page.getByLabel('Nội dung thể lệ').fill('Mỗi đội nộp **một** bài.');
  await main.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(main).toContainText('Đã lưu.');
  await page.goto(new URL(page.url()).pathname.replace(/\/rules$/, ''));
  await main.getByRole('button', { name: 'Công bố cuộc thi' }).click();
  await expect(main.getByRole('status')).toContainText('Đã công bố');
  const { id, slug } = await stage.ports.db.selectFrom('contest').select(['id', 'slug']).where('code', '=', 'DMX').executeTakeFirstOrThrow();
  const rules = await stage.ports.db.selectFrom('contest_rules').select('id').where('contest_id', '=', id).executeTakeFirstOrThrow();
  return { id, slug, rulesId: rules.id };
}

/** A document whose metadata say who wrote it, while its words do not. */
async function documentBy(author: string): Promise<Buffer> {
  const made = new PDFDocument({ info: { Author: author, Title: author } });
  const pieces: Buffer[] = [];
  made.on('data', (piece: Buffer) => pieces.push(piece));
  made.text('Phuong an trien khai: thu thap toi thieu, xu ly tai cho, tra ket qua ngay trong ngay lam viec.').end();
  await new Promise((resolve) => made.once('end', resolve));
  return Buffer.concat(pieces);
}

/** Somebody from outside registers with a code, says who takes part, begins an entry from the contest's page, adds a file and hands in. */
export async function enterTheContest({ page, main, stage: { ports } }: Walk, contest: Contest, who: Entrant): Promise<HandedIn> {
  await page.context().clearCookies();
  await page.goto(`/contests/${contest.slug}`);
  await main.getByRole('link', { name: 'Đăng ký dự thi' }).click();
  await page.getByLabel('Địa chỉ thư điện tử').fill(who.email);
  await page.getByRole('button', { name: 'Gửi mã' }).click();
  await page.getByLabel('Mã 8 chữ số').fill(codeOf(ports.secret, new URL(page.url()).pathname.split('/').at(-1) ?? ''));
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByLabel(who.kind, { exact: true }).check();
  await page.getByLabel('Họ và tên người đại diện dự thi').fill(who.fullName);
  await page.getByLabel('Tên tổ chức hoặc doanh nghiệp').fill(who.legalName ?? '');
  await page.getByLabel('Mã số thuế').fill(who.taxCode ?? '');
  await page.getByRole('button', { name: 'Lưu hồ sơ' }).click();
  await expect(page).toHaveURL(/\/contests(\?|$)/);
  await main.getByRole('link', { name: 'Sáng kiến dữ liệu mở cấp xã' }).click();
  await main.getByRole('link', { name: 'Tạo bài dự thi' }).click();
  await page.getByLabel(/^Tên bài dự thi/).fill(who.title);
  await page.getByLabel(/^Lĩnh vực/).selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Tạo bài' }).click();
  await page.getByRole('textbox', { name: /^Tóm tắt/ }).fill(`Tóm tắt: ${who.title}.`);
  await page.getByRole('button', { name: 'Lưu và sang bước sau' }).click();
  await expect(page).toHaveURL(/\/parts\/problem$/);
  const base = new URL(page.url()).pathname.replace('/parts/problem', '');
  const [id, owner] = [base.split('/').at(-1) ?? '', await accountOf({ ports, email: who.email })];
  const lead: Actor = { id: owner, fullName: who.fullName, accountKind: 'SERVICE', unitId: null, unitName: null, grants: [], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' };
  for (const part of entryParts.filter((one) => one !== 'SUMMARY')) await done(saveEntryPart(ports, lead, { entryId: id, part }, { body: `Phần ${part} của một bài về dữ liệu mở.`, revision: 0 }));

  await page.goto(`${base}/files`);
  await page.getByLabel(/^Chọn tệp/).setInputFiles({ name: `Thuyết minh của ${who.fullName}.pdf`, mimeType: 'application/pdf', buffer: await documentBy(who.fullName) });
  await page.getByRole('button', { name: 'Tải lên' }).click();
  await expect(main).toContainText('Đã nhận tệp.');
  await page.goto(`${base}/check`);
  await page.getByLabel(/^Nhóm đồng ý với thể lệ/).check();
  await page.getByLabel(/^Nhóm cam kết/).check();
  await page.getByRole('button', { name: 'Nộp bài' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Biên nhận nộp bài, lần 1');
  return { id, title: who.title, owner };
}

const accountOf = async ({ ports: { db }, email }: { ports: Walk['stage']['ports']; email: string }): Promise<string> => (await db.selectFrom('user_account').select('id').where('email', '=', email).executeTakeFirstOrThrow()).id;

/** The others, who hand in without being watched: a final needs eight. */
export async function othersEnter({ ports }: Walk['stage'], contest: Contest, count: number): Promise<HandedIn[]> {
  const handedIn: HandedIn[] = [];
  const { id: track } = await ports.db.selectFrom('contest_track').select('id').where('contest_id', '=', contest.id).executeTakeFirstOrThrow();
  for (let at = 1; at <= count; at += 1) {
    const lead = await makeEntrant(ports.db, { fullName: `Người Dự Thi Khác ${at}` });
    const { id } = await done(startEntry(ports, lead, { slug: contest.slug, title: `Sáng kiến khác số ${at}`, trackId: track }));
    await fillEntry(ports, lead, id);
    await done(handInEntry(ports, lead, { entryId: id, key: `form-${at}`, rulesId: contest.rulesId }));
    handedIn.push({ id, title: `Sáng kiến khác số ${at}`, owner: lead.id });
  }
  return handedIn;
}
