import type { Program } from '../app/bootstrap.server.ts';
import { createChannels, createDispatcher, type Dispatcher } from '../app/messaging/index.server.ts';

/** The dispatcher with every configured channel, for the web process and for workers. Without SMTP_URL mails are kept as files. */
export function createProductDispatcher(program: Program): Dispatcher {
  const { db, clock, log, env, processId } = program;
  return createDispatcher({ db, clock, log, timeZone: env.TZ_DISPLAY, dataDir: env.DATA_DIR, processId, senders: createChannels(program) });
}
