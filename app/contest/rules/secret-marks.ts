const marks = ['TUYỆT MẬT', 'TỐI MẬT', 'MẬT'] as const;
export type SecretMark = (typeof marks)[number];

/** A line that holds the mark and nothing else, as a stamp on a document; with "Độ mật:" before it or in brackets it is one too. */
const alone = /^[\s\p{P}\p{S}\d]*(?:(?:ĐỘ MẬT|Độ mật|MỨC ĐỘ MẬT|Mức độ mật)\s*:\s*)?[\s\p{P}\p{S}]*(TUYỆT MẬT|TỐI MẬT|MẬT)[\s\p{P}\p{S}\d]*$/u;
/** The two that mean nothing else, in capitals within a sentence, unless the sentence is in capitals itself. */
const within = /(?<!\p{Lu}[\s\p{P}]*)(?<![\p{L}\p{M}])(TUYỆT MẬT|TỐI MẬT)(?![\p{L}\p{M}])(?![\s\p{P}]*\p{Lu}{2})/u;

/**
 * Markings of state secrets in typed text: MẬT, TỐI MẬT or TUYỆT MẬT as they are stamped on documents (capitals, standing by themselves).
 * "Bảo mật", "bí mật kinh doanh" or "mật ong" are none.
 */
export function secretMarksIn(text: string): SecretMark[] {
  const found = new Set(linesOf(text).flatMap((line) => markOf(line) ?? []));
  return marks.filter((mark) => found.has(mark));
}

/** The lines in which the markings stand, for somebody to read. */
export function markedLines(text: string): string[] {
  return linesOf(text).filter((line) => markOf(line) !== null).map((line) => line.trim());
}

const linesOf = (text: string): string[] => text.normalize('NFC').split('\n').map((line) => line.replace(/\s+/gu, ' '));
const markOf = (line: string): SecretMark | null => (alone.exec(line)?.[1] ?? within.exec(line)?.[1] ?? null) as SecretMark | null;
