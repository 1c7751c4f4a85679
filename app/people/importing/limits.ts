/** How large a list may be: bytes of the file, rows of people. */
export const importLimits = { bytes: 10_000_000, rows: 20_000 } as const;
