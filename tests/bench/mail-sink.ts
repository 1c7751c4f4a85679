import { mailReceiver } from '../support/mail-receiver.ts';

/** A real SMTP server in a process of its own for the bench; says its port, and how many mails it has had when it is asked to stop. */
let mails = 0;
const receiver = await mailReceiver({
  onData(stream, _session, done) {
    stream.resume().on('end', () => {
      mails += 1;
      done();
    });
  },
});
console.log(receiver.port);
process.once('SIGTERM', () => {
  console.log(mails);
  process.exit(0);
});
