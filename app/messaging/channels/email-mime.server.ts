import { encodeWord, foldLines } from 'nodemailer/lib/mime-funcs';
import { encode, wrap } from 'nodemailer/lib/qp';

/** A mail as words. Names, subject and headers are single lines. */
export interface MailWords {
  from: { name: string; address: string };
  to: { name: string; address: string };
  subject: string;
  messageId: string;
  date: Date;
  headers: Readonly<Record<string, string>>;
  text: string;
  html: string;
}

/**
 * The bytes of a mail with a text and an HTML part. nodemailer's encoders in the one order that our mails have: its own composer, which can do any mail,
 * takes three times as long for each of them (docs/decisions/0015).
 * @param mark belongs to this mail alone
 */
export function composeMail(mail: MailWords, mark: string): Buffer {
  // No text can hold it: every equals sign in a quoted-printable part is followed by two digits or the end of its line.
  const boundary = `=_${mark}`;
  const headers = {
    ...mail.headers,
    From: mailbox(mail.from),
    To: mailbox(mail.to),
    Subject: phrase(mail.subject),
    'Message-ID': mail.messageId,
    Date: mail.date.toUTCString().replace('GMT', '+0000'),
    'MIME-Version': '1.0',
    'Content-Type': `multipart/alternative; boundary="${boundary}"`,
  };
  const head = Object.entries(headers).map(([name, value]) => foldLines(`${name}: ${value.replace(/[\r\n]+/g, ' ')}`, 76));
  return Buffer.from([...head, '', ...part('plain', mail.text, boundary), ...part('html', mail.html, boundary), `--${boundary}--`, ''].join('\r\n'));
}

function part(kind: string, text: string, boundary: string): string[] {
  return [`--${boundary}`, `Content-Type: text/${kind}; charset=utf-8`, 'Content-Transfer-Encoding: quoted-printable', '', wrap(encode(text.replace(/\r\n?|\n/g, '\r\n')))];
}

/** Letters outside ASCII, and whatever a reader could take for a sign, go as an encoded word. */
function phrase(text: string): string {
  return /^[\u0020-\u007e]*$/.test(text) && !text.includes('=?') ? text : encodeWord(text, 'Q', 52);
}

function mailbox({ name, address }: { name: string; address: string }): string {
  if (!name) return address;
  return `${/^[\w ]+$/.test(name) ? name : encodeWord(name, 'Q', 52)} <${address}>`;
}
