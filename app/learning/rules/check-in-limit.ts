/** Codes that one person may try: six signs of thirty-one hold for twenty minutes at the most. */
export const checkInLimit = { name: 'class-check-in', points: 20, seconds: 300 } as const;
