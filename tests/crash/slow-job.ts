import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { boot } from '../../app/bootstrap.server.ts';
import { recordAudit } from '../../app/platform/audit.server.ts';
import { toInstant } from '../../app/platform/clock.ts';
import { readEnv } from '../../app/platform/env.ts';
import { defineJob } from '../../app/platform/jobs/contract.ts';
import { enqueue, handleJob } from '../../app/platform/jobs/jobs.server.ts';
import { createRunner } from '../../app/platform/jobs/runner.server.ts';

/*
 * A worker with one job that never ends on its first try and ends at once on the next: the test kills it in between.
 * Time passes by CLOCK_AHEAD_MINUTES, so that nobody has to wait for a lease to run out.
 */
const [ahead = '0', first = ''] = process.argv.slice(2);
const program = await boot(readEnv(process.env), { name: 'slow', takesWork: 'worker', exclusive: false });
const clock = { now: () => new Date(Date.now() + Number(ahead) * 60_000) };
const slow = defineJob({ name: 'test.slow', payload: z.object({ thing: z.string() }), maxAttempts: 3 });
const handler = handleJob(slow, async ({ thing }, { db }) => {
  console.log('working');
  if (first) await pause(60_000);
  await db.transaction().execute((tx) => recordAudit(tx, { at: toInstant(clock.now()), actor: null, action: 'test.done', objectType: 'thing', objectId: thing }));
});
const runner = createRunner({ db: program.db, clock, log: program.log, secret: program.secret, timeZone: 'Asia/Ho_Chi_Minh', processId: program.processId }, [handler]);
if (first) await enqueue(program.db, slow, { thing: 'a' }, { now: toInstant(clock.now()) });
console.log(`ran ${await runner.runDue()}`);
await program.close();
