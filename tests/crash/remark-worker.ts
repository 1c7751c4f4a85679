import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { boot } from '../../app/bootstrap.server.ts';
import { remarkAttempts } from '../../app/learning/index.server.ts';
import { readEnv } from '../../app/platform/env.ts';

/* One run of marking again at a fixed moment, for the test to start several at once or to kill. It waits for a file, so that all begin together. */
const [suspensionId = '', now = ''] = process.argv.slice(2);
const env = readEnv(process.env);
const program = await boot(env, { name: 'remark-worker', exclusive: false });
console.log('ready');
while (!existsSync(join(env.DATA_DIR, 'go'))) await new Promise((resolve) => setTimeout(resolve, 2));
console.log(`marked ${await remarkAttempts(program.db, { suspensionId, now, secret: program.secret })}`);
await program.close();
