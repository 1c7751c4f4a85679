import { addDocument, editAnswer, handInAnswer, openDraft, prepareSuccessors, publishAnswer, reviewBy, type AnswerFields } from '../../../app/faq/index.server.ts';
import { appraise, must, newest, portsAt, type AnswerDesk, type Told } from './answer-desk.ts';

const hour = 3_600_000;
/** The halved fees of the identity card hold until the end of 2026; what follows is planned for the first second of 2027. */
export const feeSlug = 'le-phi-lam-the';
const document = 'Thông tư 64/2025/TT-BTC';
const successor = {
  short: 'Mức thu một nửa áp dụng đến hết ngày 31/12/2026. Từ ngày 01/01/2027, Quý vị hỏi nơi làm thẻ mức thu hiện hành trước khi nộp, và giữ biên lai.',
  fee: 'Từ 01/01/2027: hỏi nơi làm thẻ mức thu hiện hành',
  body: '1. Xác định mình làm lần đầu, chuyển thẻ, đổi thẻ hay xin cấp lại.\n2. Hỏi nơi làm thẻ mức thu hiện hành và mình có thuộc diện miễn không.\n3. Nộp lệ phí khi làm thủ tục, giữ biên lai.\n\n**Lưu ý:** Không chuyển lệ phí vào tài khoản cá nhân của người gọi điện hoặc nhắn tin.',
} as const;

/** Gives the answer about fees the document on which it rests, and plans its successor for the second in which that lapses. */
export async function tellFeeRule(desk: AnswerDesk, told: readonly Told[]): Promise<void> {
  const one = told.find(({ slug }) => slug === feeSlug);
  if (!one) return;
  const start = desk.nowMs - 17 * 24 * hour;
  const known = await desk.db.selectFrom('legal_document').select('id').where('name', '=', document).executeTakeFirst();
  if (!known) await must(feeSlug, addDocument(portsAt(desk, start), desk.editor, { name: document, effectiveFrom: null, effectiveTo: '2026-12-31' }));
  await revise(desk, one, start, (fields) => ({ ...fields, legalBasis: [{ document, article: null, effectiveFrom: null, effectiveTo: '2026-12-31' }] }));
  await must(feeSlug, publishAnswer(portsAt(desk, start + 8 * hour), desk.appraiser, { entryId: one.id, versionId: (await newest(desk.db, one.id)).id, publishAt: null, withdrawAt: null }));
  const { id: documentId } = await desk.db.selectFrom('legal_document').select('id').where('name', '=', document).executeTakeFirstOrThrow();
  const planned = desk.nowMs - 5 * 24 * hour;
  await must(feeSlug, prepareSuccessors(portsAt(desk, planned), desk.editor, documentId, { entryIds: [one.id], replacement: null, article: null }));
  await revise(desk, one, planned + hour, (fields) => ({ ...fields, ...successor, legalBasis: [] }));
}

/** Writes, hands in and appraises the next version of an answer within a day. */
async function revise(desk: AnswerDesk, { slug, id, file }: Told, ms: number, change: (fields: AnswerFields) => AnswerFields): Promise<void> {
  const asOf = new Date(ms).toISOString().slice(0, 10);
  await must(slug, openDraft(portsAt(desk, ms), desk.editor, id));
  const { revision } = await newest(desk.db, id);
  await must(slug, editAnswer(portsAt(desk, ms + hour), desk.editor, id, { fields: change({ ...file, asOf, reviewDue: reviewBy(asOf, file.volatility) }), confirmedBy: null, revision }));
  await must(slug, handInAnswer(portsAt(desk, ms + 2 * hour), desk.editor, { entryId: id, revision: revision + 1 }));
  await appraise(desk, id, ms + 6 * hour);
}
