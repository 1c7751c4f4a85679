/** Longer than the time after which somebody who waits for the lock asks for it again. */
const roomMilliseconds = 5;

/**
 * Between two pieces of long work: others of this process get their turn, and other processes the lock.
 * @param since when the lock was given up, when the next piece has been prepared since: only what is left of the pause is waited for
 */
export function makeRoom(since = performance.now()): Promise<void> {
  const left = since + roomMilliseconds - performance.now();
  return new Promise((resolve) => void (left > 0 ? setTimeout(resolve, left) : setImmediate(resolve)));
}
