import { z } from 'zod';
import type { Localised } from '../../platform/i18n/messages.ts';
import { reasons } from './reasons.ts';

/** Shape of `content/glossary.yaml`: the words in which lessons, questions and paths are written. */

const line = z.string().trim().min(1).max(200);

export const glossaryFile = z.strictObject({
  terms: z.array(z.strictObject({ term: line, instead_of: z.array(line).default([]) })).min(1),
  abbreviations: z.array(z.strictObject({ short: line, long: line })).default([]),
});
export type Glossary = z.infer<typeof glossaryFile>;

export interface WordFault {
  line: number;
  reason: Localised;
}

/** What of a text does not go with the glossary: terms that it explains, abbreviations that it uses, and other names for what has a name. */
export function wordFaults(text: string, glossary: Glossary): WordFault[] {
  const known = new Set(glossary.terms.map(({ term }) => small(term)));
  const short = new Set(glossary.abbreviations.map((one) => one.short));
  const others = glossary.terms.flatMap(({ term, instead_of: names }) => names.map((name) => ({ name, term, pattern: wholeWord(name) })));
  let inTerms = false;
  return text.split('\n').flatMap((written, at): WordFault[] => {
    if (/^<\/?Terms>/.test(written)) inTerms = written.startsWith('<Terms>');
    const term = inTerms ? /^- \*\*(.+?)\*\*/.exec(written)?.[1] : undefined;
    const said = written.replace(machineWords, '');
    const faults = [
      ...(term !== undefined && !known.has(small(term)) ? [reasons.both('word.unknown', { term })] : []),
      ...abbreviationsIn(said).filter((one) => !short.has(one)).map((one) => reasons.both('word.abbreviation', { short: one })),
      ...others.filter(({ pattern }) => pattern.test(said)).map(({ name, term: instead }) => reasons.both('word.other-name', { name, term: instead })),
    ];
    return faults.map((reason) => ({ line: at + 1, reason }));
  });
}

const small = (text: string) => text.toLocaleLowerCase('vi');
const wholeWord = (name: string) => new RegExp(`(?<![\\p{L}\\p{N}])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'iu');
/** Fields whose values are chosen from a list, and names of senders that are drawn as they shout. */
const machineWords = /^\s*(- )?(id|type|level|key|kind|lesson|anchor|roles|course|module|steps|suits): .*$|\b(from|subject)="[^"]*"|\b[\w-]+\.invalid\b|\{ (course|roles).*$/gm;

/** Words in capitals, without Roman numbers and without parts of a document's number (`QĐ-TTg`, `06/2022/NĐ-CP`). */
function abbreviationsIn(text: string): string[] {
  const found = text.match(/(?<![\p{L}\p{N}/._-])[A-ZĐ][A-ZĐ0-9]*[A-ZĐ][A-ZĐ0-9]*(?![\p{L}\p{N}/_-])/gu) ?? [];
  return [...new Set(found)].filter((one) => !/^[IVXLC]+$/.test(one));
}
