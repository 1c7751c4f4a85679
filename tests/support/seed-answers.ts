import { addAnswer, approveAnswer, dateDocument, editAnswer, handInAnswer, openDraft, prepareSuccessors, publishAnswer, type AnswerFields } from '../../app/faq/index.server.ts';
import { uploadAnswers } from '../../app/faq/commands/import-answers.server.ts';
import type { Actor, Role } from '../../app/people/actor.ts';
import type { Db } from '../../db/client.ts';
import { answerFile, answerFolder } from '../world/answer-files.ts';
import { anAnswer } from '../world/answers.ts';
import { loadAnswers } from '../../app/faq/commands/load-answers.server.ts';
import type { Scenery } from './scenery.ts';
import { cast, type CastName, type Units } from './world-data.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const day = 86_400_000;
const dayOf = (ms: number) => new Date(ms + 7 * 3_600_000).toISOString().slice(0, 10);
const longBody = '1. Mở VNeID, chọn **Kích hoạt tài khoản**.\n2. Nhập số định danh và số điện thoại đã đăng ký.\n3. Nhập mã OTP. Không đọc mã cho ai.\n4. Đặt mật khẩu, passcode sáu số và hai câu hỏi bảo mật.\n\n**Lưu ý:** Công an không kích hoạt hộ qua điện thoại.';

/** Answers in every state, made by the product's own commands at moments of the last months. */
export async function seedAnswers(db: Db, ids: Record<CastName, string>, units: Units): Promise<Pick<Scenery, 'answers'>> {
  const now = Date.now();
  const portsAt = (days: number) => ({ db, clock: { now: () => new Date(now - days * day) }, timeZone });
  const actor = (name: CastName, role: Role): Actor => ({ id: ids[name], fullName: cast[name].fullName, accountKind: 'OPERATOR', unitId: units.province, unitName: '', grants: [{ role, scope: 'ALL', unitId: null }], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' });
  const [editor, appraiser] = [actor('editor', 'CONTENT_EDITOR'), actor('appraiser', 'ANSWER_APPRAISER')];
  const must = async <Out extends { ok: boolean }>(outcome: Promise<Out>): Promise<Extract<Out, { ok: true }>> => {
    const got = await outcome;
    if (!got.ok) throw new Error(JSON.stringify(got));
    return got as Extract<Out, { ok: true }>;
  };
  const fields = (days: number, changes: Partial<AnswerFields>): AnswerFields => ({ ...anAnswer, body: longBody, asOf: dayOf(now - (days + 2) * day), reviewDue: dayOf(now + (363 - days) * day), ...changes });
  const newest = (id: string) => db.selectFrom('faq_version').selectAll().where('entry_id', '=', id).orderBy('number', 'desc').limit(1).executeTakeFirstOrThrow();
  const add = async (slug: string, days: number, changes: Partial<AnswerFields>) => (await must(addAnswer(portsAt(days), editor, { fields: fields(days, changes), confirmedBy: null, slug }))).id;
  const handIn = async (id: string, days: number) => must(handInAnswer(portsAt(days), editor, { entryId: id, revision: (await newest(id)).revision }));
  const approve = async (id: string, days: number) => must(approveAnswer(portsAt(days), appraiser, { entryId: id, hash: (await newest(id)).hash ?? '', note: 'Đã đối chiếu nguồn' }));
  const publish = async (id: string, days: number, publishAt: string | null = null) => must(publishAnswer(portsAt(days), appraiser, { entryId: id, versionId: (await newest(id)).id, publishAt, withdrawAt: null }));
  const next = async (id: string, days: number, changes: Partial<AnswerFields>) => {
    await must(openDraft(portsAt(days), editor, id));
    await must(editAnswer(portsAt(days), editor, id, { fields: fields(days, changes), confirmedBy: null, revision: (await newest(id)).revision }));
  };

  using files = answerFolder({ 'tai-khoan/nap-tu-tep.md': answerFile({ question: 'Câu nạp từ tệp, chưa ai sửa?', as_of: dayOf(now - 300 * day) }), 'can-cuoc/doi-the.md': answerFile({ question: 'Mấy tuổi phải đổi thẻ?', as_of: dayOf(now - 300 * day), legal_basis: [{ document: 'Thông tư 64/2025/TT-BTC', article: 'Điều 1', effective_from: '2025-07-01', effective_to: null }, { document: 'Luật Căn cước 26/2023/QH15', article: 'Điều 21', effective_from: '2024-07-01', effective_to: null }] }) });
  await loadAnswers(portsAt(200), files.path);
  const basis = (document: string, article: string | null) => ({ document, article, effectiveFrom: null, effectiveTo: null });
  const shown = await add('kich-hoat-tai-khoan', 120, { question: 'Kích hoạt tài khoản định danh điện tử thế nào?', legalBasis: [basis('Luật Căn cước 26/2023/QH15', 'Điều 21')], transferTo: 'cong-an-xa' });
  await handIn(shown, 119);
  await approve(shown, 118);
  await publish(shown, 117);
  await next(shown, 40, { question: 'Kích hoạt tài khoản định danh điện tử thế nào?', short: 'Quý vị mở VNeID, chọn Kích hoạt tài khoản, nhập số định danh và số điện thoại, nhập mã OTP rồi đặt mật khẩu, passcode.', legalBasis: [basis('Luật Căn cước 26/2023/QH15', 'Điều 21')], volatility: 'HIGH', reviewDue: dayOf(now - 12 * day), transferTo: 'cong-an-xa' });
  await handIn(shown, 39);
  await approve(shown, 38);
  await publish(shown, 37);
  const draft = await add('doi-dien-thoai', 5, { question: 'Đổi sang điện thoại mới thì đăng nhập VNeID thế nào?', confidence: 'C', fee: 'Không thu phí', timeLimit: 'Trong ngày làm việc' });
  const fee = await add('le-phi', 90, { question: 'Lệ phí đổi thẻ căn cước bao nhiêu?', topic: 'can-cuoc', fee: '25.000 đồng đến hết 31/12/2026', legalBasis: [basis('Thông tư 64/2025/TT-BTC', 'Điều 1')] });
  await handIn(fee, 89);
  await approve(fee, 88);
  await publish(fee, 87);
  const { id: document } = await db.selectFrom('legal_document').select('id').where('name', '=', 'Thông tư 64/2025/TT-BTC').executeTakeFirstOrThrow();
  await must(dateDocument(portsAt(20), editor, document, { effectiveFrom: '2025-07-01', effectiveTo: dayOf(now + 60 * day), revision: 0 }));
  await must(prepareSuccessors(portsAt(10), editor, document, { entryIds: [fee], replacement: null, article: null }));
  const submitted = await add('mat-the', 12, { question: 'Mất thẻ căn cước thì làm lại ở đâu?', topic: 'can-cuoc' });
  await handIn(submitted, 11);
  const internal = await add('khong-hoi-dieu-nay', 30, { question: 'Những điều tổng đài viên không được hỏi người gọi?', audience: 'INTERNAL', topic: 'tai-khoan' });
  await handIn(internal, 29);
  await approve(internal, 28);
  const imported = await must(uploadAnswers(portsAt(1), editor, { name: 'cau-tra-loi-bo-sung.yaml', bytes: Buffer.from(brokenImport) }));
  return { answers: { shown, draft, fee, submitted, approved: internal, document, imported: imported.id } };
}

const brokenImport = `answers:
  - { slug: cau-moi, topic: tai-khoan, question: Câu mới từ tệp?, variants: [], short: Trả lời ngắn., audience: public, papers: [], fee: null, place: null, time_limit: null, legal_basis: [], as_of: 2026-01-05, confidence: A, volatility: low, transfer_to: null, sources: [Công an tỉnh], related: [], body: 1. Làm thế này. }
  - { slug: Câu Sai, topic: khong-co, question: Câu có lỗi?, variants: [], short: x, audience: all, papers: [], fee: null, place: null, time_limit: null, legal_basis: [], as_of: 05/01/2026, confidence: A, volatility: low, transfer_to: null, sources: [], related: [], body: x }
`;
