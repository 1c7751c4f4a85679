import { approveAnswer, type AnswerFields } from '../../../app/faq/index.server.ts';
import type { Actor } from '../../../app/people/actor.ts';
import type { Db } from '../../client.ts';
import type { AnswerDates } from './rules/answer-dates.ts';

export interface AnswerDesk {
  db: Db;
  editor: Actor;
  appraiser: Actor;
  nowMs: number;
}
/** An answer of the demo while its story is told. */
export interface Told {
  slug: string;
  id: string;
  file: AnswerFields;
  dates: AnswerDates;
}

export const portsAt = ({ db }: AnswerDesk, ms: number) => ({ db, clock: { now: () => new Date(ms) }, timeZone: 'Asia/Ho_Chi_Minh' });

/** Ends the seed with a name when the program refuses what the story says. */
export async function must(slug: string, outcome: Promise<{ ok: boolean }>): Promise<void> {
  const got = await outcome;
  if (!got.ok) throw new Error(`The demo's answer ${slug} was refused: ${JSON.stringify(got)}`);
}

export async function appraise(desk: AnswerDesk, entryId: string, ms: number): Promise<void> {
  const { hash } = await newest(desk.db, entryId);
  await must(entryId, approveAnswer(portsAt(desk, ms), desk.appraiser, { entryId, hash: hash ?? '', note: 'Đã đối chiếu với nguồn nêu trong câu trả lời' }));
}

export async function newest(db: Db, entryId: string) {
  return db.selectFrom('faq_version').selectAll().where('entry_id', '=', entryId).orderBy('number', 'desc').limit(1).executeTakeFirstOrThrow();
}
