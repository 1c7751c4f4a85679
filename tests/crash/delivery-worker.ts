import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { boot } from '../../app/bootstrap.server.ts';
import { createEmailSender } from '../../app/messaging/channels/email-sender.server.ts';
import { createPushSender } from '../../app/messaging/channels/push-sender.server.ts';
import { createDispatcher } from '../../app/messaging/index.server.ts';
import { readEnv } from '../../app/platform/env.ts';
import { stopOnSignal } from '../../app/platform/stop.server.ts';
import { createJobRunner } from '../../jobs/registry.ts';
import { agentTo } from '../support/push-service.ts';

/*
 * The product's worker (jobs/worker.ts) with two things changed: the clock is ahead by as many minutes as a file in the data folder says at
 * that moment, so that nobody has to wait for a lease, and with as much patience with the mail server as it is told. Arguments: connections;
 * milliseconds of silence; for push the port of a push service on this machine, whose certificate is in the data folder; minutes ahead for as long as the file is not there.
 */
const [connections = '8', silence = '30000', pushPort = '', aheadAtFirst = '0'] = process.argv.slice(2);
const env = readEnv(process.env);
const program = await boot(env, { name: 'delivery-worker', takesWork: 'worker', exclusive: false });
const file = join(env.DATA_DIR, 'minutes-ahead');
const ahead = () => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : Number(aheadAtFirst));
const clock = { now: () => new Date(Date.now() + ahead() * 60_000) };
const { db, log, secret, processId } = program;
const runner = await createJobRunner({ ...program, clock });
const mail = createEmailSender(env, secret, { connections: Number(connections), silenceMs: Number(silence) });
const push = () => createPushSender({ env, db, clock }, { agent: agentTo(Number(pushPort), readFileSync(join(env.DATA_DIR, 'push.pem'), 'utf8')) });
const dispatcher = createDispatcher({ db, clock, log, timeZone: 'Asia/Ho_Chi_Minh', dataDir: env.DATA_DIR, processId, senders: pushPort === '' ? [mail] : [mail, push()] });
runner.start();
dispatcher.start();
const alive = setInterval(() => undefined, 60_000);
stopOnSignal(log, async () => {
  clearInterval(alive);
  await Promise.all([runner.stop(), dispatcher.stop()]);
  await program.close();
});
console.log('worker is ready');
