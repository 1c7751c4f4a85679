import type { Db } from '../../client.ts';
import { insertMany, type NewRow } from '../bulk.ts';
import { randomFor } from './rules/random.ts';

const reasons = ['NOT_MY_QUESTION', 'UNCLEAR', 'OUTDATED', 'WRONG', 'OTHER'] as const;
const comments: Readonly<Record<(typeof reasons)[number], readonly string[]>> = {
  NOT_MY_QUESTION: ['Tôi hỏi cho người nhà ở nước ngoài', 'Không đúng trường hợp của tôi'],
  UNCLEAR: ['Không rõ đến cửa nào', 'Bước hai khó hiểu'],
  OUTDATED: ['Màn hình ứng dụng bây giờ khác rồi'],
  WRONG: ['Ở phường tôi hướng dẫn khác'],
  OTHER: ['Mong có số điện thoại của phường'],
};

/** What readers said about each version while it was shown: mostly that it helped. */
export async function tellFeedback(db: Db, nowMs: number): Promise<void> {
  const shown = await db.selectFrom('faq_publication as p').innerJoin('faq_version as v', 'v.id', 'p.version_id').innerJoin('faq_entry as e', 'e.id', 'p.entry_id').select(['v.id', 'v.number', 'e.slug', 'p.publish_at', 'p.withdraw_at']).where('p.cancelled_at', 'is', null).orderBy('e.slug').orderBy('v.number').execute();
  const rows: NewRow<'faq_feedback'>[] = [];
  for (const { id, number, slug, publish_at, withdraw_at } of shown) {
    const random = randomFor(`feedback:${slug}:${number}`);
    const [from, to] = [Date.parse(publish_at), Math.min(nowMs, withdraw_at ? Date.parse(withdraw_at) : nowMs)];
    if (from >= to) continue;
    const share = 0.7 + random.next() * 0.25;
    for (let left = random.int(0, 24); left > 0; left -= 1) {
      const at = Math.round(from + random.next() * (to - from));
      const reason = random.chance(share) ? null : random.weighted(reasons, (one) => (one === 'UNCLEAR' || one === 'NOT_MY_QUESTION' ? 4 : 1));
      const comment = reason && random.chance(0.3) ? random.pick(comments[reason]) : null;
      rows.push({ id: random.id(at), version_id: id, is_helpful: reason ? 0 : 1, reason, comment, source: random.weighted(['PUBLIC', 'STAFF', 'DESK'] as const, (source) => (source === 'PUBLIC' ? 6 : 1)), at: new Date(at).toISOString() });
    }
  }
  await insertMany(db, 'faq_feedback', rows);
}
