import type { Db } from '../../db/client.ts';
import type { Day } from '../platform/clock.ts';
import { listCommuneNames, refuse, type Refusal } from '../people/index.server.ts';
import { communeLabel, communesLike, findCommune, type CommuneName } from '../people/index.ts';
import { ticketPageMessages as messages } from './messages/ticket-pages.ts';

const mostNamed = 5;

/** The commune of today that words name, and when they name none for sure, what they may mean. */
export async function lookUpCommune(db: Db, words: string, today: Day): Promise<{ found: CommuneName | undefined; like: string[] }> {
  const names = await listCommuneNames(db, today);
  return { found: findCommune(names, words), like: [...new Set(communesLike(names, words).map(communeLabel))].slice(0, mostNamed) };
}

/** The commune of today that words name, by a name of old as well. Words that name none or several are handed back with what they may mean. @returns null for no words */
export async function communeNamed(db: Db, words: string, today: Day): Promise<{ ok: true; unitId: string | null } | Refusal> {
  if (words === '') return { ok: true, unitId: null };
  const { found, like } = await lookUpCommune(db, words, today);
  if (found) return { ok: true, unitId: found.unitId };
  return refuse('commune', like.length > 0 ? messages.both('fault.commune-several', { words, names: like.join('; ') }) : messages.both('fault.commune', { words }));
}
