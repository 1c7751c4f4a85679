import { describe, expect, it } from 'vitest';
import { hasRedis, startRedis } from '../support/redis.ts';
import { callsAtOnce, cases } from './delivery-cases.ts';
import { killAtRandom, size } from './delivery-random.ts';
import { deliveryWorld, expectSound } from './delivery-world.ts';

describe.runIf(hasRedis())('no letter is lost and none doubled without need, with the shared queue', () => {
  it.each(cases)('$name', async ({ play, mails = 24, others = 0, env, doubles }) => {
    await using redis = await startRedis();
    await using world = await deliveryWorld({ mails, others, env, redisUrl: redis.url });
    await play(world);
    await expectSound(world, doubles);
  });

  it('two workers killed at random, eight calls at a time: at most one double for each kill', async () => {
    await using redis = await startRedis();
    await using world = await deliveryWorld({ mails: size.mails, redisUrl: redis.url });
    const kills = await killAtRandom(world, { connections: callsAtOnce, seed: 2_026 });
    expect(kills).toBeGreaterThanOrEqual(size.kills);
    await expectSound(world, kills);
  });
});
