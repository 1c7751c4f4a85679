import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../channels/email-outcome.ts';
import { deliveryTroubleMessages } from '../messages/delivery-trouble.ts';
import { networkSigns } from '../../platform/trouble.ts';
import { deliveryTrouble, type DeliveryTrouble } from './delivery-trouble.ts';

/** The detail that a mail server's answer leaves in the ledger. */
const reasonOf = (code: string, response: string) => {
  const outcome = outcomeOf({ message: response, code, response, responseCode: Number(response.slice(0, 3)), command: 'RCPT TO' }, false);
  return 'reason' in outcome ? outcome.reason : '';
};

const cases: [string, DeliveryTrouble][] = [
  ['there is no mobile number', 'no-number'],
  ['there is no address', 'no-address'],
  ['the message has no text for SMS', 'no-text'],
  ['the mail server takes no address with such letters before the @ (SMTPUTF8)', 'letters'],
  ['NO_SUBSCRIPTION', 'no-device'],
  ['ENDPOINT', 'endpoint'],
  ['HTTP 401', 'credentials'],
  ['HTTP 402', 'paid'],
  ['HTTP 429', 'too-many'],
  ['HTTP 302', 'door'],
  ['HTTP 503', 'server'],
  ['HTTP 422', 'not-taken'],
  ['Zalo -118: Account not existed', 'zalo'],
  ['TIMEOUT', 'timeout'],
  ['ECONNREFUSED', 'refused'],
  ['ETIMEDOUT: Connection timeout', 'timeout'],
  ['EDNS: getaddrinfo ENOTFOUND mail.vi-du.invalid', 'name'],
  ['ESOCKET: unable to verify the first certificate UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
  ['ECONNECTION: Connection closed unexpectedly', 'cut-off'],
  [reasonOf('EAUTH', '535 5.7.8 Error: authentication failed'), 'credentials'],
  [reasonOf('EENVELOPE', '550 5.1.1 <a@vi-du.invalid>: user unknown'), 'address'],
  [reasonOf('EENVELOPE', '550 No such user'), 'address'],
  [reasonOf('EENVELOPE', '552 5.2.2 mailbox full'), 'full'],
  [reasonOf('EMESSAGE', '552 message size exceeds limit'), 'too-big'],
  [reasonOf('EMESSAGE', '550 5.7.26 DMARC'), 'policy'],
  [reasonOf('EMESSAGE', '554 Transaction failed'), 'mail'],
  [reasonOf('EENVELOPE', '451 4.7.1 Greylisted'), 'later'],
  [reasonOf('EENVELOPE', '450 4.2.1 try again'), 'later'],
];

describe('what a failed delivery tells', () => {
  it.each(cases)('"%s"', (detail, kind) => {
    expect(deliveryTrouble(detail)).toBe(kind);
  });

  it('is not guessed from numbers that mean something else', () => {
    for (const detail of ['', 'something odd', 'port 5871 closed', 'sent 450', 'constructor']) expect(deliveryTrouble(detail), detail).toBeNull();
  });

  it('has a sentence here or at the platform, and every sentence is used', () => {
    const ofNetwork = new Set<string>(networkSigns.map(([kind]) => kind));
    expect(Object.keys(deliveryTroubleMessages.catalogue).toSorted()).toEqual([...new Set(cases.map(([, kind]) => kind as string))].filter((kind) => !ofNetwork.has(kind)).toSorted());
  });
});
