import { mailReceiver } from '../support/mail-receiver.ts';

/** A real SMTP server in a process of its own for the bench; says its port, and how many mails it has when it is asked to stop. */
const receiver = await mailReceiver();
console.log(receiver.port);
process.once('SIGTERM', () => {
  console.log(receiver.mails.length);
  process.exit(0);
});
