/** A turn in which others have done less than this was not needed, in milliseconds; and so many turns in a row are theirs at most. */
const unused = 0.2;
const most = 20;

/**
 * Between two pieces of long work: others of this process get their turn, and keep it while they use it. Answering one request comes back to the loop
 * several times, and would otherwise wait for a piece of ours at each.
 */
export async function othersTurn(): Promise<void> {
  for (let turn = 0; turn < most; turn += 1) {
    const begin = performance.now();
    await new Promise((resolve) => setImmediate(resolve));
    if (performance.now() - begin < unused) return;
  }
}
