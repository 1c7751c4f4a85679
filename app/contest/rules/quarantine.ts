interface Looked {
  scan: string;
  released_at: string | null;
}

/** Whether nobody may open a file: the scanner found something, and no person has answered for it since. */
export const isLockedAway = ({ scan, released_at }: Looked): boolean => scan === 'QUARANTINED' && released_at === null;
