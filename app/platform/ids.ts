import { randomBytes, randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const idBytes = 16;
/** Random bytes for the next ids: asking the system for each of them costs more than all the rest of an id, and a fan-out makes 100,000. */
const pool = new Uint8Array(256 * idBytes);
let used = pool.length;
/** The moment and the count of the last id. */
const last = { msecs: 0, seq: 0 };

/** A new row id: UUIDv7, so that ids sort by the time of their making; those of one process in the order in which they were made, also within a millisecond. */
export function newId(): string {
  const random = nextRandom();
  const now = Date.now();
  if (now > last.msecs) Object.assign(last, { msecs: now, seq: firstOf(random) });
  else {
    last.seq = (last.seq + 1) | 0;
    if (last.seq === 0) last.msecs += 1;
  }
  return v7({ random, msecs: last.msecs, seq: last.seq });
}

function nextRandom(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += idBytes;
  return pool.subarray(used - idBytes, used);
}

/** A count to begin a millisecond with: 31 bits, so that half of what a count can hold is left. */
const firstOf = (random: Uint8Array): number => new DataView(random.buffer, random.byteOffset).getUint32(6) & 0x7fff_ffff;

/** An unguessable token for links and cookies, 256 bits, URL-safe. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}
