import { mailReceiver } from '../support/mail-receiver.ts';

/** A real SMTP server in a process of its own for the bench; says its port, and how many mails it has had, and how many of them were signed, when it is asked to stop. */
let mails = 0;
let signed = 0;
const receiver = await mailReceiver({
  onData(stream, _session, done) {
    // The signature stands before everything else.
    stream.once('data', (chunk: Buffer) => void (signed += chunk.includes('DKIM-Signature:') ? 1 : 0));
    stream.resume().on('end', () => {
      mails += 1;
      done();
    });
  },
});
console.log(receiver.port);
process.once('SIGTERM', () => {
  console.log(`${mails} ${signed}`);
  process.exit(0);
});
