import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { checkAddress } from '../rules/mail-address.ts';
import { allParts, decodeHeader, readHeaders, readMime } from '../rules/mime.ts';
import type { ChannelSender, Letter, SendOutcome } from '../sender.ts';
import { UnfitBody } from './email-content.ts';
import { makeMail, signingKey, type MailEnv } from './email-mail.server.ts';

/** A mail that was kept instead of being sent. */
export interface KeptMail {
  day: string;
  id: string;
  bytes: number;
  subject: string;
  to: string;
}

/** How many mails the list shows. */
export const keptMailsShown = 100;

const keptDay = /^\d{4}-\d{2}-\d{2}$/;
const keptFile = /^([0-9a-f-]{36})\.eml$/;

function folderOf(dataDir: string): string {
  return join(dataDir, 'files', 'mail');
}

/** The mail channel of an installation without a mail server: every mail becomes a file, and nothing leaves the machine. */
export function createFileSender(env: MailEnv, secret: string, clock: Clock): ChannelSender {
  const key = signingKey(env);
  async function compose(letter: Letter, address: string): Promise<Buffer> {
    return (await makeMail(env, secret, letter, address, key)).raw;
  }
  async function send(letter: Letter): Promise<SendOutcome> {
    const checked = checkAddress(letter.address);
    if (!checked.ok) return { kind: 'refused', reason: checked.reason };
    const message = await compose(letter, checked.address).catch((error: unknown) => (error instanceof UnfitBody ? error : Promise.reject(error)));
    if (message instanceof UnfitBody) return { kind: 'refused', reason: message.message };
    const file = `${dayIn(env.TZ_DISPLAY, clock.now())}/${letter.deliveryId}.eml`;
    await writeWhole(join(folderOf(env.DATA_DIR), file), message);
    return { kind: 'accepted', providerId: `file:${file}` };
  }
  return { channel: 'EMAIL', concurrency: 4, perSecond: null, send };
}

/** Half a file is never seen under its name. */
async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true });
  const unfinished = `${file}.${newId()}.part`;
  try {
    const handle = await open(unfinished, 'wx', 0o600);
    await handle.writeFile(bytes);
    await handle.sync();
    await handle.close();
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** The newest kept mails, at most `keptMailsShown`. */
export async function listKeptMails(dataDir: string): Promise<KeptMail[]> {
  const mails: KeptMail[] = [];
  for (const day of (await namesIn(folderOf(dataDir), keptDay)).toReversed()) {
    const names = (await namesIn(join(folderOf(dataDir), day), keptFile)).toReversed();
    for (const name of names.slice(0, keptMailsShown - mails.length)) mails.push(await headOf(dataDir, day, name));
    if (mails.length >= keptMailsShown) break;
  }
  return mails;
}

async function namesIn(folder: string, shape: RegExp): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? [] : Promise.reject(error)));
  return names.filter((name) => shape.test(name)).toSorted();
}

/** Ids are made in the order of time, so the names are too. Only the head of each file is read. */
async function headOf(dataDir: string, day: string, name: string): Promise<KeptMail> {
  const file = join(folderOf(dataDir), day, name);
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8_192), 0, 8_192, 0);
    const headers = readHeaders(buffer.toString('latin1', 0, bytesRead).split('\r\n\r\n')[0] ?? '');
    const said = (header: string) => decodeHeader(headers.get(header) ?? '');
    return { day, id: name.replace(/\.eml$/, ''), bytes: (await stat(file)).size, subject: said('subject'), to: said('to') };
  } finally {
    await handle.close();
  }
}

/** One kept mail as bytes; undefined when there is none. Day and id have been checked by the caller's params. */
export async function findKeptMail(dataDir: string, day: string, id: string): Promise<Buffer | undefined> {
  if (!keptDay.test(day) || !keptFile.test(`${id}.eml`)) return undefined;
  return readFile(join(folderOf(dataDir), day, `${id}.eml`)).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? undefined : Promise.reject(error)));
}

/** Somebody who looks after mails must not stop them for their reader by a slip: of such a link only where it leads is shown. The file has it whole. */
const withoutToken = (text: string) => text.replace(/(\/unsubscribe\/)[\w.-]+/g, '$1…');

const shown = ['subject', 'from', 'to', 'date', 'message-id', 'list-id', 'list-unsubscribe', 'list-unsubscribe-post'] as const;

/** A kept mail taken apart for showing. */
export function openKeptMail(bytes: Buffer): { headers: [name: (typeof shown)[number], value: string][]; text: string; html: string } {
  const whole = readMime(bytes.toString('latin1'));
  const part = (type: string) => allParts(whole).find((one) => one.type === type && one.parts.length === 0)?.text ?? '';
  return { headers: shown.flatMap((name) => (whole.headers.has(name) ? [[name, withoutToken(decodeHeader(whole.headers.get(name) ?? ''))] as [typeof name, string]] : [])), text: withoutToken(part('text/plain')), html: withoutToken(part('text/html')) };
}
