/** Longer than the time after which somebody who waits for the lock asks for it again. */
const roomMilliseconds = 5;

/** Between two pieces of long work: others of this process get their turn, and other processes the lock. */
export function makeRoom(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, roomMilliseconds));
}
