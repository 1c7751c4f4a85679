import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { boot } from '../../app/bootstrap.server.ts';
import { escalateDue, remindDue, writeDigests } from '../../app/learning/index.server.ts';
import { readEnv } from '../../app/platform/env.ts';

/* What a morning writes at a fixed moment (reminders, leaders' notices, digests), for the test to start several at once or to kill. It waits for a file, so that all begin together. */
const [moment = ''] = process.argv.slice(2);
const env = readEnv(process.env);
const program = await boot(env, { name: 'remind-worker', exclusive: false });
const ports = { db: program.db, clock: { now: () => new Date(moment) }, timeZone: 'Asia/Ho_Chi_Minh' };
console.log('ready');
while (!existsSync(join(env.DATA_DIR, 'go'))) await new Promise((resolve) => setTimeout(resolve, 2));
const [reminded, told, digested] = [await remindDue(ports), await escalateDue(ports), await writeDigests(ports)];
console.log(`wrote ${reminded.people} ${told.people} ${digested.digests}`);
await program.close();
