import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { killed, stopped, type DeliveryWorld } from './delivery-world.ts';

/** How many mails outlast how many kills. */
export const size = process.env['WHOLE'] ? { mails: 600, kills: 24 } : { mails: 150, kills: 6 };

/** A source of chance that gives the same kills in every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Two workers send side by side and are killed in turn at random moments; what they held is taken over by whoever lives. @returns how many were killed */
export async function killAtRandom(world: DeliveryWorld, { connections, seed }: { connections: number; seed: number }): Promise<number> {
  const random = chance(seed);
  // Slow enough that the mails outlast the kills.
  world.onMail(async () => (await pause(random() * 40), 'take' as const));
  const start = () => world.movedWorker(0, connections);
  const pair = [start(), start()];
  for (let kill = 0; kill < size.kills; kill += 1) {
    const at = kill % 2;
    const next = Math.floor(((kill + random()) / (size.kills + 1)) * world.mails * 0.8) + 1;
    await expect.poll(() => world.taken.length, { timeout: 60_000, interval: 5 }).toBeGreaterThanOrEqual(next);
    const worker = pair[at];
    if (worker) await killed(worker);
    pair[at] = start();
  }
  await Promise.all(pair.map(killed));
  const last = world.movedWorker(0, connections);
  await world.settled();
  await stopped(last);
  return size.kills + pair.length;
}
