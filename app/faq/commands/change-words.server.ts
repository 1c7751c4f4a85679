import type { Db } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { isConstraintError } from '../../platform/database-errors.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { forbidden } from '../entry-rows.server.ts';
import { wordMessages as messages } from '../messages/words.ts';
import { canWriteAnswers } from '../policy.ts';
import type { WordPair } from '../rules/lay-words.ts';
import { wordFault, wordLettersMost, wordPartsMost, wordRow } from '../rules/word-row.ts';

/** Adds an abbreviation or lay word; the searches of every process count the rows and use it from their next look on. */
export async function addWord(ports: Ports, actor: Actor, pair: WordPair): Promise<Outcome<{ id: string }>> {
  if (!canWriteAnswers(actor)) throw forbidden();
  const wrong = wordFault(pair);
  if (wrong) return refuse(wrong.field, messages.both(`fault.${wrong.fault}`, { letters: wordLettersMost, parts: wordPartsMost }));
  const [row, id, { at }] = [wordRow(pair), newId(), momentOf(ports)];
  try {
    await ports.db.transaction().execute(async (tx) => {
      await tx.insertInto('search_word').values({ id, ...row, created_by: actor.id, created_at: at }).execute();
      await recordAudit(tx, { at, actor, action: 'word.add', objectType: 'search_word', objectId: id, details: { word: row.word, meaning: row.meaning } });
    });
  } catch (error) {
    // Another editor may have added the same pair a moment ago.
    if (isConstraintError(error) && (await isInUse(ports.db, row))) return refuse('word', messages.both('fault.known'));
    throw error;
  }
  return { ok: true, id };
}

/** Whether a pair is in use; only then is a broken constraint an expected refusal. */
async function isInUse(db: Db, { word_fold, meaning_fold }: ReturnType<typeof wordRow>): Promise<boolean> {
  return (await db.selectFrom('search_word').select('id').where('word_fold', '=', word_fold).where('meaning_fold', '=', meaning_fold).where('retired_at', 'is', null).executeTakeFirst()) !== undefined;
}

/** Takes a word out of use; it stays in the table, so that a start does not bring it back. */
export async function endWord(ports: Ports, actor: Actor, id: string): Promise<Outcome> {
  if (!canWriteAnswers(actor)) throw forbidden();
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const row = await tx.selectFrom('search_word').select(['word', 'meaning', 'retired_at']).where('id', '=', id).executeTakeFirst();
    if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
    if (row.retired_at) return refuse('form', messages.both('fault.ended', { word: row.word }));
    await tx.updateTable('search_word').set({ retired_at: at }).where('id', '=', id).execute();
    await recordAudit(tx, { at, actor, action: 'word.end', objectType: 'search_word', objectId: id, details: { word: row.word, meaning: row.meaning } });
    return { ok: true };
  });
}
