import { sendCode, tellOldAddress } from '../../app/contest/index.server.ts';
import { sendCodeJob, tellOldAddressJob } from '../../app/contest/jobs.ts';
import { createMailChannel, type ChannelSender } from '../../app/messaging/index.server.ts';
import { handleJob, type JobContext } from '../../app/platform/jobs/jobs.server.ts';

/** A code is worth nothing in a queue of campaigns: it goes out by a connection of its own. */
async function withMail<Out>({ env, secret, clock }: JobContext, send: (mail: ChannelSender) => Promise<Out>): Promise<Out> {
  if (!env) throw new Error('a code cannot be mailed without the settings of the mail server');
  const mail = createMailChannel(env, secret, clock);
  try {
    return await send(mail);
  } finally {
    await mail.close?.();
  }
}

export const sendCodeHandler = handleJob(sendCodeJob, async (payload, ports) => {
  const came = await withMail(ports, (mail) => sendCode({ ...ports, mail }, payload));
  ports.log.info({ came }, 'sign-in code');
});

export const tellOldAddressHandler = handleJob(tellOldAddressJob, async (payload, ports) => {
  const came = await withMail(ports, (mail) => tellOldAddress({ ...ports, mail }, payload));
  ports.log.info({ came }, 'old address told');
});
