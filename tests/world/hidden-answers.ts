import type { Db } from '../../db/client.ts';
import { newId } from '../../app/platform/ids.ts';
import { fold } from '../../app/platform/text/fold.ts';
import { makeAnswer, type AnswerTraits } from './answers.ts';

/** Words that stand in nothing but answers that are not for everybody. */
export const words = { internal: 'noibotuyetdoi', unpublished: 'chuacongbobaogio', title: 'tieudechuacongbo', former: 'tungduoccongbo' } as const;
export type SecretWord = keyof typeof words;

export interface HiddenAnswer {
  entryId: string;
  versionId: string;
  slug: string;
  topic: string;
  number: number;
}

const open = 'Xử lý thẻ mất ở đâu?';
const [longAgo, since, farAhead] = ['2026-01-05T01:00:00.000Z', '2026-03-01T00:00:00.000Z', '2030-01-01T00:00:00.000Z'];

const plain = { question: open, short: 'Ai cũng đọc được.' };

/** Every way in which an answer, or a version of one that everybody may read, is not for everybody: its versions from the first on. */
const ways: Readonly<Record<string, readonly (AnswerTraits & { says?: Exclude<SecretWord, 'title'> })[]>> = {
  kin: [{ audience: 'INTERNAL', says: 'internal' }],
  'ban-nhap': [{ state: 'DRAFT', says: 'unpublished' }],
  'da-trinh': [{ state: 'SUBMITTED', says: 'unpublished' }],
  'da-duyet': [{ state: 'APPROVED', says: 'unpublished' }],
  'hen-sau': [{ publishAt: farAhead, says: 'unpublished' }],
  'kin-hen-sau': [{ audience: 'INTERNAL', publishAt: farAhead, says: 'unpublished' }],
  'da-rut': [{ withdrawAt: '2026-02-01T00:00:00.000Z', says: 'former' }],
  'thoi-dung': [{ says: 'former' }],
  'da-huy': [{ says: 'unpublished' }],
  'ban-sau-nhap': [{}, { state: 'DRAFT', says: 'unpublished' }],
  'ban-sau-hen': [{}, { publishAt: farAhead, says: 'unpublished' }],
  'ban-truoc': [{ says: 'former' }, { publishAt: since }],
  'tung-kin': [{ audience: 'INTERNAL', says: 'internal' }, { publishAt: since }],
};
export const hiddenSlugs = Object.keys(ways);

/** Writes only what everybody may read of them, as if there had never been anything to hide. */
export async function openAnswers(db: Db): Promise<void> {
  for (const [slug, versions] of Object.entries(ways)) {
    const shown = versions.findIndex(({ says }) => !says);
    if (shown < 0) continue;
    const { entryId } = await makeAnswer(db, { slug, topic: `chu-de-${slug}`, ...plain, ...versions[shown], ...(shown > 0 ? { publishAt: longAgo } : {}) });
    if (shown > 0) await makeAnswer(db, { entryId, topic: `chu-de-${slug}`, ...plain, ...versions[shown] });
  }
}

/** Writes one answer for each way, hidden behind words of its own, and lets whatever may point to an answer point to it. */
export async function hideAnswers(db: Db, at: { campaigns: readonly string[]; calls: readonly string[]; tickets: readonly string[]; editor: string; now: string }): Promise<HiddenAnswer[]> {
  const made: HiddenAnswer[] = [];
  for (const [slug, versions] of Object.entries(ways)) {
    let entryId: string | undefined;
    for (const [index, { says, ...traits }] of versions.entries()) {
      const topic = `chu-de-${slug}`;
      const version = await makeAnswer(db, { slug, topic, ...(says ? hiddenBehind(says) : plain), ...traits, ...(entryId ? { entryId } : {}) });
      entryId = version.entryId;
      if (says) made.push({ entryId, versionId: version.versionId, slug, topic, number: index + 1 });
    }
  }
  const idOf = (slug: string) => made.find((one) => one.slug === slug)?.entryId ?? '';
  await db.updateTable('faq_entry').set({ retired_at: '2026-02-01T00:00:00.000Z' }).where('id', '=', idOf('thoi-dung')).execute();
  await db.updateTable('faq_publication').set({ cancelled_at: longAgo }).where('entry_id', '=', idOf('da-huy')).execute();
  await pointAt(db, made, at);
  return made;
}

function hiddenBehind(says: Exclude<SecretWord, 'title'>): AnswerTraits {
  const word = words[says];
  return { question: `Xử lý ${says === 'unpublished' ? words.title : word} thế nào?`, variants: [word], short: word, body: word, papers: [word], place: word, fee: word, timeLimit: word, sources: [word] };
}

/** What may point to an answer: campaigns that wait for it, calls in which it was read out, searches, votes, decided gaps and whoever asked. */
async function pointAt(db: Db, made: readonly HiddenAnswer[], { campaigns, calls, tickets, editor, now }: Parameters<typeof hideAnswers>[1]): Promise<void> {
  for (const { entryId, versionId, slug } of made) {
    const question = `Hỏi về ${slug}`;
    for (const campaign_id of campaigns) await db.insertInto('campaign_answer').values({ campaign_id, entry_id: entryId }).onConflict((conflict) => conflict.doNothing()).execute();
    await db.insertInto('faq_search').values({ id: newId(), question, question_fold: fold(question), results: 1, opened_version_id: versionId, outcome: null, source: 'STAFF', unit_id: null, at: now }).execute();
    await db.insertInto('faq_feedback').values({ id: newId(), version_id: versionId, is_helpful: 0, reason: 'UNCLEAR', comment: question, source: 'STAFF', at: now }).execute();
    await db.insertInto('gap').values({ id: newId(), question, resolution: 'LINKED', entry_id: entryId, reason: '', decided_by: editor, decided_at: now }).execute();
    // At the desk only what was shown then can have been read out.
    if (!['kin', 'da-rut', 'thoi-dung', 'ban-truoc', 'tung-kin'].includes(slug)) continue;
    for (const call_id of calls) await db.insertInto('call_answer').values({ call_id, version_id: versionId, read_at: now }).execute();
  }
  const gap = await db.selectFrom('gap').select('id').where('entry_id', '=', made[1]?.entryId ?? '').executeTakeFirst();
  if (gap) await db.updateTable('ticket').set({ gap_id: gap.id }).where('id', 'in', tickets).execute();
}
