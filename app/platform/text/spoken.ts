/** Syllables of a Vietnamese text: words between spaces, without bare punctuation; numbers are read digit by digit. */
export function syllables(text: string): number {
  return text
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .reduce((sum, word) => sum + (/^\p{L}+\P{L}*$/u.test(word) ? 1 : Math.max(1, (word.match(/\p{L}+|\p{N}/gu)?.length ?? 0))), 0);
}

/** How long a script takes when read slowly, in whole seconds. */
export function spokenSeconds(text: string, syllablesPerSecond = 3.3): number {
  return Math.ceil(syllables(text) / syllablesPerSecond);
}
