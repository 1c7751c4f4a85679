import { describe, expect, it } from 'vitest';
import { outcomeOf, withoutPassword, type MailFault } from './email-outcome.ts';

const fault = (changes: Partial<MailFault>): MailFault => ({ message: 'x', ...changes });
const said = (responseCode: number, response = '', command = 'RCPT TO') => fault({ responseCode, response: `${responseCode} ${response}`.trim(), command });

describe('what a failed call means', () => {
  it.each<[string, MailFault, boolean, object]>([
    ['a server that closes', said(421), false, { kind: 'later', retryAfterSeconds: 300 }],
    ['a server that is busy after the mail', said(451, '4.3.0', 'DATA'), true, { kind: 'later', retryAfterSeconds: 300 }],
    ['a full mailbox', said(452, '4.2.2'), false, { kind: 'later', retryAfterSeconds: 900 }],
    ['a mailbox that is no more', said(550, '5.1.1 no such user'), false, { kind: 'refused', suppress: true }],
    ['a mailbox that is no more, said after the mail', said(550, '5.1.1 no such user', 'DATA'), true, { kind: 'refused', suppress: true }],
    ['a policy against us', said(550, '5.7.1 SPF'), false, { kind: 'refused' }],
    ['a refusal that says itself that it passes', said(550, '4.7.1 greylisted'), false, { kind: 'later' }],
    ['a sender that is refused', said(550, '5.1.8', 'MAIL FROM'), false, { kind: 'refused' }],
    ['a bad address said to our own greeting', said(550, '5.1.1', 'EHLO'), false, { kind: 'channel-down' }],
    ['a refusal at the door', said(554, '', 'CONN'), false, { kind: 'channel-down' }],
    ['a server that wants TLS', said(530, '5.7.0', 'MAIL FROM'), false, { kind: 'channel-down' }],
    ['wrong credentials', fault({ code: 'EAUTH', responseCode: 535 }), false, { kind: 'channel-down' }],
    ['credentials that cannot be looked up now', fault({ code: 'EAUTH', responseCode: 454 }), false, { kind: 'later', retryAfterSeconds: 300 }],
    ['a certificate that nobody vouches for', fault({ code: 'ESOCKET', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), false, { kind: 'channel-down' }],
    ['a host of another name', fault({ code: 'ESOCKET', originalCode: 'ERR_TLS_CERT_ALTNAME_INVALID' }), false, { kind: 'channel-down' }],
    ['silence before the mail', fault({ code: 'ETIMEDOUT' }), false, { kind: 'later' }],
    ['silence after the mail', fault({ code: 'ETIMEDOUT' }), true, { kind: 'uncertain' }],
    ['a line that broke after the mail', fault({ code: 'ECONNECTION' }), true, { kind: 'uncertain' }],
    ['an envelope that is none', fault({ code: 'EENVELOPE' }), false, { kind: 'refused' }],
    ['a code that nobody knows', said(599), false, { kind: 'refused' }],
  ])('%s', (_what, given, began, expected) => expect(outcomeOf(given, began)).toMatchObject(expected));

  it('never keeps an address from being written to for what is said about us, or about this mail only', () => {
    for (const given of [said(550, '5.7.1'), said(552, '5.3.4'), said(550, '5.2.2'), said(550, '5.1.7'), said(550, '5.1.1', 'MAIL FROM'), said(550, '5.1.1', 'EHLO'), said(554, '5.6.0', 'DATA')]) expect(outcomeOf(given, false)).not.toHaveProperty('suppress');
  });

  it('is one line that can be shown', () => {
    const outcome = outcomeOf(said(550, `5.7.1 a\r\nb\t c ${'x'.repeat(900)}`), false) as { reason: string };
    expect(outcome.reason).toMatch(/^ERROR: 550 5\.7\.1 a b c x+$/);
    expect(outcome.reason).toHaveLength(300);
    expect(outcomeOf(fault({ code: 'ETIMEDOUT', message: 'Greeting never received' }), false)).toMatchObject({ reason: 'ETIMEDOUT: Greeting never received' });
  });
});

describe('the password of the mail server', () => {
  const auth = { user: 'hoc06', pass: 'p$&ss.w*rd' };
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  it.each<[string, string]>([['as it is', auth.pass], ['as it was sent alone', base64(auth.pass)], ['as it was sent with the name', base64(`\0${auth.user}\0${auth.pass}`)]])('stands in no reason, %s', (_how, repeated) => {
    const { reason } = outcomeOf(withoutPassword(fault({ code: 'EAUTH', responseCode: 535, response: `535 no: ${repeated}, again ${repeated}` }), auth), false) as { reason: string };
    expect(reason).toBe('EAUTH: 535 no: ***, again ***');
    expect((outcomeOf(withoutPassword(fault({ message: `refused ${repeated}` }), auth), false) as { reason: string }).reason).toBe('ERROR: refused ***');
  });

  it('changes nothing of what decides, and nothing at all where there is none', () => {
    const whole: MailFault = { message: 'm', code: 'EAUTH', responseCode: 535, response: 'r', command: 'AUTH', originalCode: 'o' };
    expect(withoutPassword(whole, auth)).toEqual(whole);
    for (const none of [null, { user: 'hoc06', pass: '' }]) expect(withoutPassword(whole, none)).toEqual(whole);
    expect(withoutPassword(Object.assign(new Error('over'), { code: 'ESOCKET' }), auth)).toMatchObject({ message: 'over', code: 'ESOCKET' });
  });
});
