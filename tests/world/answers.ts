import { createHash } from 'node:crypto';
import { canonicalAnswer, type AnswerFields } from '../../app/faq/rules/answer.ts';
import { newId } from '../../app/platform/ids.ts';
import type { Db } from '../../db/client.ts';

const madeAt = '2026-01-05T01:00:00.000Z';

export const anAnswer: AnswerFields = {
  topic: 'tai-khoan',
  audience: 'PUBLIC',
  question: 'Đăng ký tài khoản mức 2 ở đâu?',
  variants: ['Làm định danh mức 2 chỗ nào'],
  short: 'Quý vị đến Công an xã, phường hoặc nơi làm thẻ căn cước, mang thẻ còn hạn và điện thoại của mình.',
  body: '1. Đến Công an cấp xã bất kỳ.\n2. Xuất trình thẻ căn cước còn hạn.',
  papers: ['Thẻ căn cước còn hạn'],
  fee: null,
  place: 'Công an cấp xã',
  timeLimit: null,
  legalBasis: [],
  asOf: '2026-09-30',
  confidence: 'A',
  volatility: 'LOW',
  reviewDue: '2027-09-30',
  transferTo: null,
  sources: ['Hướng dẫn của Bộ Công an, 09/2026'],
  related: [],
};

export interface AnswerTraits extends Partial<AnswerFields> {
  slug?: string;
  /** Writes a further version of this entry. */
  entryId?: string;
  authorId?: string;
  approverId?: string;
  isSample?: boolean;
  /** Left out: a draft. */
  state?: 'DRAFT' | 'SUBMITTED' | 'APPROVED' | 'PUBLISHED';
  publishAt?: string;
  withdrawAt?: string;
}
let counter = 0;

/** An answer in some state, published since 05/01/2026 unless told otherwise. Its topic, body and documents are made when they are missing. */
export async function makeAnswer(db: Db, traits: AnswerTraits = {}): Promise<{ entryId: string; versionId: string; slug: string; hash: string }> {
  counter += 1;
  const { slug = `cau-hoi-${counter}`, state = 'PUBLISHED', authorId, approverId, publishAt = madeAt, withdrawAt, isSample = false, entryId: existing, ...changes } = traits;
  const fields: AnswerFields = { ...anAnswer, ...changes };
  const entryId = existing ?? newId();
  if (!existing) await db.insertInto('faq_entry').values({ id: entryId, slug, created_at: madeAt }).execute();
  const versionId = newId();
  const hash = createHash('sha256').update(canonicalAnswer(fields)).digest('hex');
  await writeVersion(db, { fields, entryId, versionId, isSample, hash: state === 'DRAFT' ? null : hash });
  if (authorId) await db.insertInto('faq_author').values({ version_id: versionId, user_id: authorId }).execute();
  if (state === 'APPROVED' || state === 'PUBLISHED') await db.insertInto('faq_approval').values({ id: newId(), version_id: versionId, hash, approved_by: approverId ?? null, note: '', approved_at: madeAt }).execute();
  if (state === 'PUBLISHED') await db.insertInto('faq_publication').values({ id: newId(), entry_id: entryId, version_id: versionId, publish_at: publishAt, withdraw_at: withdrawAt ?? null, created_at: madeAt }).execute();
  return { entryId, versionId, slug, hash };
}

async function writeVersion(db: Db, { fields, entryId, versionId, isSample, hash }: { fields: AnswerFields; entryId: string; versionId: string; isSample: boolean; hash: string | null }): Promise<void> {
  const { topic, transferTo } = fields;
  await db.insertInto('faq_topic').values({ key: topic, title: 'Tài khoản định danh điện tử', title_en: 'Account', position: 1 }).onConflict((conflict) => conflict.doNothing()).execute();
  if (transferTo) await db.insertInto('competent_body').values({ key: transferTo, name: 'Công an cấp xã', phone: null }).onConflict((conflict) => conflict.doNothing()).execute();
  const { last } = await db.selectFrom('faq_version').select((row) => row.fn.max('number').as('last')).where('entry_id', '=', entryId).executeTakeFirstOrThrow();
  await db
    .insertInto('faq_version')
    .values({
      id: versionId, entry_id: entryId, number: Number(last ?? 0) + 1, topic_key: topic, audience: fields.audience, question: fields.question, variants: JSON.stringify(fields.variants), short: fields.short, body: fields.body,
      papers: JSON.stringify(fields.papers), fee: fields.fee, place: fields.place, time_limit: fields.timeLimit, as_of: fields.asOf, confidence: fields.confidence, volatility: fields.volatility, review_due: fields.reviewDue,
      transfer_to: transferTo, sources: JSON.stringify(fields.sources), related: JSON.stringify(fields.related), is_sample: isSample ? 1 : 0, created_at: madeAt, changed_at: madeAt, submitted_at: hash && madeAt, hash,
    })
    .execute();
  for (const [position, { document, article, effectiveFrom, effectiveTo }] of fields.legalBasis.entries()) {
    await db.insertInto('legal_document').values({ id: newId(), name: document, effective_from: effectiveFrom, effective_to: effectiveTo }).onConflict((conflict) => conflict.doNothing()).execute();
    const { id } = await db.selectFrom('legal_document').select('id').where('name', '=', document).executeTakeFirstOrThrow();
    await db.insertInto('faq_legal_basis').values({ version_id: versionId, position, document_id: id, article }).execute();
  }
}
