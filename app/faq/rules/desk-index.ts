import type { CommuneName } from '../../people/index.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import type { Period } from './basis-period.ts';
import { emptyLexicon, lexiconOf, type WordPair } from './lay-words.ts';
import { searchDocument } from './search-document.ts';
import { addDocument, emptyIndex, needsSweep, removeDocument } from './search-index.ts';
import { asFarAsTyped } from './search-question.ts';
import { searchIndex } from './search.ts';

/** What the desk searches: kept small, because a browser holds all of it. */
export interface DeskAnswer {
  versionId: string;
  slug: string;
  number: number;
  audience: 'PUBLIC' | 'INTERNAL';
  question: string;
  variants: string[];
  short: string;
  body: string;
  papers: string[];
  fee: string | null;
  place: string | null;
  timeLimit: string | null;
  basis: string[];
  /** From when to when each of `basis` holds. */
  periods: Period[];
  lapsed: string[];
  asOf: string;
  /** Its review is due. */
  isOverdue: boolean;
  isSample: boolean;
}
/** An answer in a copy that may outlive the connection: it says until when it may be read out, as far as that was planned when the copy was made. */
export interface CopiedAnswer extends DeskAnswer {
  /** The moment from which it is no longer shown: withdrawn, replaced or retired. */
  until: Instant | null;
  /** The last day on which it needs no review. */
  reviewDue: Day;
}
/** The copy that a browser holds: every answer that may be read out now, and what people say instead of its words. */
export interface DeskCopy {
  answers: readonly CopiedAnswer[];
  words: readonly WordPair[];
  /** What communes are called and were called, so that a name of old is understood without the server, too. */
  communes: readonly CommuneName[];
}
/** What the index is made of. */
interface Searched {
  answers: readonly DeskAnswer[];
  words: readonly WordPair[];
}
export interface Hit {
  slug: string;
}
export interface DeskIndex {
  /** Takes up what a newer copy says. In pieces, so that somebody who types meanwhile is not held up; `rest` comes between them. */
  take(copy: Searched, rest: () => Promise<void>): Promise<void>;
  search(question: string): Hit[];
}

export const deskHitsShown = 12;
const addedAtOnce = 50;

/** The index of the desk's own copy, with the rules of the search on the help pages. Only what has changed is taken up anew. */
export function deskIndex(): DeskIndex {
  let [index, lexicon] = [emptyIndex(), emptyLexicon];
  const versions = new Map<string, string>();
  return {
    async take({ answers, words }, rest) {
      if (needsSweep(index)) {
        index = emptyIndex();
        versions.clear();
      }
      const wanted = new Set(answers.map(({ slug }) => slug));
      for (const slug of [...versions.keys()].filter((one) => !wanted.has(one))) {
        removeDocument(index, slug);
        versions.delete(slug);
      }
      lexicon = lexiconOf(words);
      for (const [at, answer] of answers.filter(({ slug, versionId }) => versions.get(slug) !== versionId).entries()) {
        if (at % addedAtOnce === 0) await rest();
        addDocument(index, searchDocument({ id: answer.slug, group: '', ...answer }));
        versions.set(answer.slug, answer.versionId);
      }
    },
    search: (question) => searchIndex(index, asFarAsTyped(question), { lexicon, limit: deskHitsShown }).hits.map(({ id }) => ({ slug: id })),
  };
}
