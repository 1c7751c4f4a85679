import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { boot } from '../../app/bootstrap.server.ts';
import { remindDue } from '../../app/learning/index.server.ts';
import { readEnv } from '../../app/platform/env.ts';

/* One run of training reminders at a fixed moment, for the test to start several at once or to kill. It waits for a file, so that all begin together. */
const [moment = ''] = process.argv.slice(2);
const env = readEnv(process.env);
const program = await boot(env, { name: 'remind-worker', exclusive: false });
console.log('ready');
while (!existsSync(join(env.DATA_DIR, 'go'))) await new Promise((resolve) => setTimeout(resolve, 2));
const report = await remindDue({ db: program.db, clock: { now: () => new Date(moment) }, timeZone: 'Asia/Ho_Chi_Minh' });
console.log(`wrote ${report.people}`);
await program.close();
