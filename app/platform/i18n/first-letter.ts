/** The text with a large first letter: a phrase that stands alone in a cell, a tag or a choice. */
export const largeFirst = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

/** The text with a small first letter: a name of its own that goes on within a sentence. */
export const smallFirst = (text: string): string => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);
