import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import type { EntryRow } from '../entry-rows.server.ts';
import { entryMails as mails } from '../messages/entry-mails.ts';
import { teamOf } from '../queries/own-entry.server.ts';
import type { FiledFile, WithdrawalWay } from '../rules/entry-content.ts';
import { writeNotice } from './write-notice.server.ts';

/** Nobody who enters needs a word that is older than a week. */
const days = 7;
/** Of a mail; a receipt that is longer, with very many files, stands behind the link only. */
const longestBody = 20_000;

/** Sends somebody the link of an invitation. Names are values, so that no name can become a link or a heading of the mail. */
export async function tellInvited(tx: Tx, { entry, accountId, memberId, token, by, at }: { entry: EntryRow; accountId: string; memberId: string; token: string; by: string; at: Instant }): Promise<void> {
  const contest = await tx.selectFrom('contest').select('title').where('id', '=', entry.contest_id).executeTakeFirstOrThrow();
  const words = (locale: 'vi' | 'en') => ({ subject: mails.in(locale)('invite.subject', { number: entry.number }), body: mails.in(locale)('invite.body', { number: entry.number, by: '{{nguoi_moi}}', contest: '{{cuoc_thi}}' }) });
  const values = { nguoi_moi: valueOf(by), cuoc_thi: valueOf(contest.title) };
  await writeNotice(tx, { id: `entry-invitation:${memberId}`, recipients: [accountId], words, reason: mails.both('invite.reason'), link: `/contests/invitations/${token}`, at, days, variables: values });
}

const valueOf = (text: string) => normaliseLine(text).slice(0, 190).toWellFormed() || '–';

export interface Handed {
  entry: EntryRow;
  version: number;
  hash: string;
  files: readonly FiledFile[];
  /** The signed receipt as a block of text. */
  proof: string;
  at: Instant;
  timeZone: string;
}

/** Sends the whole team word of a submission with its hashes. */
export async function tellHandedIn(tx: Tx, { entry, version, hash, files, proof, at, timeZone }: Handed): Promise<void> {
  const words = (locale: 'vi' | 'en') => {
    const t = mails.in(locale);
    const list = files.map(({ kind, bytes, sha256 }) => t('receipt.file', { kind, bytes, sha256 })).join('\n') || t('receipt.no-files');
    const body = t('receipt.body', { number: entry.number, version, at: defineFormats(locale, timeZone).second(at), hash, files: list });
    const proven = withProof(body, t('receipt.proof'), proof);
    return { subject: t('receipt.subject', { number: entry.number, version }), body: proven.length > longestBody ? body : proven };
  };
  await writeNotice(tx, { id: `entry-receipt:${entry.id}:${version}`, recipients: await teamOf(tx, entry.id), words, reason: mails.both('receipt.reason'), link: `/contests/entries/${entry.id}/receipt/${version}`, at, days });
}

const withProof = (body: string, lead: string, proof: string) => `${body}\n\n${lead}\n\n\`\`\`\n${proof}\n\`\`\``;

interface Withdrawn {
  entry: { id: string; number: string };
  at: Instant;
  timeZone: string;
  how: WithdrawalWay;
  receiptId: string;
  /** The signed receipt as a block of text. */
  proof: string;
  reason?: string;
  by?: string;
}

/** The whole team is told when, by whom and with what it means that its entry is out. */
export async function tellWithdrawn(tx: Tx, { entry, at, timeZone, how, receiptId, proof, reason, by }: Withdrawn): Promise<void> {
  const words = (locale: 'vi' | 'en') => {
    const t = mails.in(locale);
    const body = t(`withdrawn.body.${how}`, { number: entry.number, at: defineFormats(locale, timeZone).second(at), reason: '{{ly_do}}' });
    return { subject: t('withdrawn.subject', { number: entry.number }), body: withProof(body, t('withdrawn.proof'), proof) };
  };
  await writeNotice(tx, { id: `entry-withdrawal:${entry.id}:${at}`, recipients: await teamOf(tx, entry.id), words, reason: mails.both('receipt.reason'), link: `/contests/entries/${entry.id}/withdrawals/${receiptId}`, at, days, ...(by ? { by } : {}), ...(reason === undefined ? {} : { variables: { ly_do: reason } }) });
}
