import type { Db } from '../../../db/client.ts';
import { fold } from '../../platform/text/fold.ts';

export interface WordRow {
  id: string;
  word: string;
  meaning: string;
  since: string;
  /** Null for the list that came with the files. */
  by: string | null;
}

/** The words in use, those that hold something first asked for. */
export async function listWords(db: Db, q: string): Promise<WordRow[]> {
  const asked = fold(q);
  const rows = await db
    .selectFrom('search_word as w')
    .leftJoin('user_account as u', 'u.id', 'w.created_by')
    .select(['w.id', 'w.word', 'w.meaning', 'w.created_at as since', 'u.full_name as by', 'w.word_fold', 'w.meaning_fold'])
    .where('w.retired_at', 'is', null)
    .orderBy('w.word_fold')
    .orderBy('w.meaning_fold')
    .orderBy('w.id')
    .execute();
  return rows.filter((row) => asked === '' || row.word_fold.includes(asked) || row.meaning_fold.includes(asked)).map(({ word_fold: _word, meaning_fold: _meaning, ...row }) => row);
}
