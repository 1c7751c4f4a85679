import type { Program } from '../app/bootstrap.server.ts';
import { createDispatcher, createEmailSender, type ChannelSender, type Dispatcher } from '../app/messaging/index.server.ts';

/** The dispatcher with every channel that the environment names, for the web process and for workers. Without SMTP_URL mails wait in the ledger. */
export function createProductDispatcher({ db, clock, log, env, secret }: Program): Dispatcher {
  const senders: ChannelSender[] = env.SMTP_URL ? [createEmailSender(env, secret)] : [];
  return createDispatcher({ db, clock, log, senders });
}
