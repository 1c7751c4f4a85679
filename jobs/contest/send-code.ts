import { sendCode } from '../../app/contest/index.server.ts';
import { sendCodeJob } from '../../app/contest/jobs.ts';
import { createMailChannel } from '../../app/messaging/index.server.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';

/** A code is worth nothing in a queue of campaigns: it goes out by a connection of its own. */
export const sendCodeHandler = handleJob(sendCodeJob, async (payload, { db, clock, log, secret, timeZone, env }) => {
  if (!env) throw new Error('a code cannot be mailed without the settings of the mail server');
  const mail = createMailChannel(env, secret, clock);
  try {
    const came = await sendCode({ db, clock, secret, timeZone, mail }, payload);
    log.info({ came }, 'sign-in code');
  } finally {
    await mail.close?.();
  }
});
