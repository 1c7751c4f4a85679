import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { boot } from '../../app/bootstrap.server.ts';
import { recordAudit } from '../../app/platform/audit.server.ts';
import { toInstant } from '../../app/platform/clock.ts';
import { readEnv } from '../../app/platform/env.ts';
import { defineJob } from '../../app/platform/jobs/contract.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';
import { createQueueRunner } from '../../app/platform/jobs/queue.server.ts';

/*
 * A worker of the shared queue for the test to kill. Each job appends one row, so that the test can count how often it was done.
 */
const env = readEnv(process.env);
const program = await boot(env, { name: 'queue-worker', takesWork: 'worker', exclusive: false });
const { clock } = program;
const count = defineJob({ name: 'test.count', payload: z.object({ thing: z.string() }), maxAttempts: 20 });
const handler = handleJob(count, async ({ thing }, { db }) => {
  await pause(3);
  await db.transaction().execute((tx) => recordAudit(tx, { at: toInstant(clock.now()), actor: null, action: 'test.done', objectType: 'thing', objectId: thing }));
  await pause(3);
});
const runner = createQueueRunner({ ...program, timeZone: 'Asia/Ho_Chi_Minh' }, [handler], env.REDIS_URL ?? '');
runner.start();
process.once('SIGTERM', () => {
  clearInterval(alive);
  void runner.stop().then(() => program.close());
});
const alive = setInterval(() => undefined, 60_000);
// Last, so that whoever reads it may ask this process to stop.
console.log('working');
