import type { Db } from '../../../db/client.ts';
import { fold } from '../../platform/text/fold.ts';
import type { WordPair } from '../rules/lay-words.ts';

export const wordsAPage = 50;
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

/** Every pair in use, for the search; in an order that does not change by itself. */
export function listWordPairs(db: Db): Promise<WordPair[]> {
  return db.selectFrom('search_word').select(['word', 'meaning']).where('retired_at', 'is', null).orderBy('word_fold').orderBy('meaning_fold').execute();
}
