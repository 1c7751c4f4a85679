import { fold } from '../../platform/text/fold.ts';

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
  lapsed: string[];
  asOf: string;
  isSample: boolean;
}
export interface Hit {
  slug: string;
}
export interface AnswerIndex {
  search(question: string): Hit[];
}

const shown = 12;

/** The index of the desk, in the server and in the browser alike. The one place to change when another search takes over. */
export function deskIndex(answers: readonly DeskAnswer[]): AnswerIndex {
  const documents = answers.map((answer) => ({ slug: answer.slug, title: ` ${fold(answer.question)}`, wordings: ` ${fold(answer.variants.join(' '))}`, text: ` ${fold([answer.short, answer.body, ...answer.papers].join(' '))}`, marked: answer.question.toLowerCase() }));
  return {
    search(question) {
      const words = [...new Set(fold(question.slice(0, 500)).split(' ').filter(Boolean))].slice(0, 20);
      const marked = question.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 20);
      if (words.length === 0) return [];
      const scored = documents.map((document) => ({ slug: document.slug, matched: words.filter((word) => [document.title, document.wordings, document.text].some((part) => part.includes(` ${word}`))).length, score: scoreOf(document, words, marked) }));
      const all = scored.filter(({ matched }) => matched === words.length);
      const hits = all.length > 0 ? all : scored.filter(({ matched }) => matched > 0 && matched * 2 >= words.length);
      return hits.sort((a, b) => b.matched - a.matched || b.score - a.score || (a.slug < b.slug ? -1 : 1)).slice(0, shown).map(({ slug }) => ({ slug }));
    },
  };
}

/** Title before other wordings before text; a word with the marks that were typed before one without. */
function scoreOf(document: { title: string; wordings: string; text: string; marked: string }, words: string[], marked: string[]): number {
  const folded = words.reduce((sum, word) => sum + (document.title.includes(` ${word}`) ? 4 : document.wordings.includes(` ${word}`) ? 3 : document.text.includes(` ${word}`) ? 1 : 0), 0);
  return folded + marked.filter((word) => document.marked.includes(word)).length + (document.title.includes(` ${words.join(' ')}`) ? 5 : 0);
}
