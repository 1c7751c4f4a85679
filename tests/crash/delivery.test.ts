import { describe, expect, it } from 'vitest';
import { callsAtOnce, cases } from './delivery-cases.ts';
import { deliveryWorld, expectSound } from './delivery-world.ts';
import { killAtRandom, size } from './delivery-random.ts';

describe('no letter is lost and none doubled without need', () => {
  it.each(cases)('$name', async ({ play, mails = 24, others = 0, env, doubles }) => {
    await using world = await deliveryWorld({ mails, others, env });
    await play(world);
    await expectSound(world, doubles);
  });

  it('two workers killed at random, eight calls at a time: at most one double for each kill', async () => {
    await using world = await deliveryWorld({ mails: size.mails });
    const kills = await killAtRandom(world, { connections: callsAtOnce, seed: 2_026 });
    expect(kills).toBeGreaterThanOrEqual(size.kills);
    await expectSound(world, kills);
  });
});
