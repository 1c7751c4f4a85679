/** How much may be attached to an entry: bytes of one file, of all together, and how many. */
export const mostFileBytes = 25_000_000;
export const mostEntryBytes = 100_000_000;
export const mostFiles = 20;
