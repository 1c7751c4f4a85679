import type { SearchDocument } from './search-index.ts';

interface Said extends Omit<SearchDocument, 'body'> {
  body: string;
  papers: readonly string[];
  fee: string | null;
  place: string | null;
  timeLimit: string | null;
  /** Documents it rests on, each with its article. */
  basis: readonly string[];
}

/** What is searched of an answer: on the server and in the desk's own copy the same. */
export function searchDocument({ id, group, question, variants, short, body, papers, fee, place, timeLimit, basis }: Said): SearchDocument {
  return { id, group, question, variants, short, body: [body, ...papers, fee, place, timeLimit, ...basis].filter(Boolean).join('\n') };
}

/** A document of the law with its article, in one line. */
export const basisLine = ({ document, article }: { document: string; article: string | null }): string => (article ? `${document}, ${article}` : document);
