/** What an operator can do about errors of the machine. */
const advice: Record<string, string> = {
  ENOSPC: 'The disk is full. The demo needs about 600 MB; free some space or set DATA_DIR to another disk.',
  EACCES: 'The data folder may not be written. Set DATA_DIR to a folder of your own.',
  EPERM: 'The data folder may not be written. Set DATA_DIR to a folder of your own.',
  EROFS: 'The data folder is on a read-only disk. Set DATA_DIR to another folder.',
};

/** One clear text for whatever kept the demo from starting. */
export function startFailure(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  const known = code === undefined ? undefined : advice[code];
  if (known) return `${known} (${message ?? code})`;
  if (/database or disk is full/.test(message ?? '')) return advice['ENOSPC'] ?? '';
  return `The demo could not start. ${message ?? String(error)}`;
}
