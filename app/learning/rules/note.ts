/** Longest note on a lesson, in characters. */
export const noteLimit = 20_000;

/** Two texts of one note, when the second was written without knowing the first: nothing is lost, and whoever reads them sees that there are two. */
export const bothTexts = (kept: string, late: string): string => `${kept}\n\n***\n\n${late}`;
