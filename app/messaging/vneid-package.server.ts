import { stringify } from 'csv-stringify/sync';
import type { Instant } from '../platform/clock.ts';
import type { Locale } from '../platform/i18n/messages.ts';
import { sha256 } from '../platform/signing.server.ts';
import { normaliseLine } from '../platform/text/normalise.ts';
import { drawText } from './channels/email-body.ts';
import { linkFor } from './channels/email-links.ts';
import { isTooDeep, parseBody } from './channels/email-markdown.ts';
import { letterMarks } from './channels/letter-marks.ts';
import { letterOf, type Draft } from './channels/message-preview.ts';
import { personal } from './channels/plain-words.ts';
import type { MessageContent } from './forms/content.ts';
import { mobileNumber } from '../platform/text/phone.ts';

export interface PackageRecipient {
  /** The delivery's id, which comes back with the receipt. */
  reference: string;
  fullName: string;
  unitName: string | null;
  phone: string | null;
}

export interface PackageFacts {
  id: string;
  number: number;
  messageId: string;
  madeAt: Instant;
  notAfter: Instant;
  urgency: string;
  isDrill: boolean;
  correctsId: string | null;
  content: MessageContent;
  recipients: readonly PackageRecipient[];
}

/** Priorities of the grassroots radio rules (TT 39/2020/TT-BTTTT). */
const priorities: Record<string, string> = { NORMAL: 'thông thường', PRIORITY: 'ưu tiên', URGENT: 'khẩn cấp' };
const columns = ['reference', 'full_name', 'unit', 'phone'] as const;

/**
 * The two files of a package: what is to be shown, and to whom. The manifest holds the hash of the list, and the package's own hash is that of the
 * manifest, so that either file shows when it was changed on its way. The list holds no more than is needed to find a person.
 */
export function composePackage(facts: PackageFacts, baseUrl: string): { manifest: string; recipients: string; sha256: string } {
  const recipients = stringify([columns, ...facts.recipients.map(rowOf)], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
  const { vi, en } = facts.content;
  const manifest = JSON.stringify({
    format: 'hoc06.vneid-package.1',
    package: facts.id,
    number: facts.number,
    message: facts.messageId,
    corrects: facts.correctsId,
    madeAt: facts.madeAt,
    notAfter: facts.notAfter,
    priority: priorities[facts.urgency] ?? facts.urgency,
    isDrill: facts.isDrill,
    text: { vi: wordsOf(vi, 'vi', facts, baseUrl), ...(en ? { en: wordsOf(en, 'en', facts, baseUrl) } : {}) },
    link: facts.content.link ? linkFor(facts.content.link, baseUrl) : null,
    placeholders: placeholdersIn(facts.content),
    recipients: { file: `vneid-${facts.id}.csv`, count: facts.recipients.length, columns, sha256: sha256(recipients) },
  }, null, 2);
  return { manifest, recipients, sha256: sha256(manifest) };
}

/** Digits only: a plus in front would make a spreadsheet calculate. */
function rowOf({ reference, fullName, unitName, phone }: PackageRecipient): string[] {
  return [reference, normaliseLine(fullName), normaliseLine(unitName ?? ''), mobileNumber(phone)?.slice(1) ?? ''];
}

function wordsOf(words: { subject: string; body: string }, locale: Locale, facts: Pick<PackageFacts, 'isDrill' | 'correctsId'>, baseUrl: string): { title: string; body: string } {
  return { title: normaliseLine([...letterMarks(facts, locale), words.subject].join(' ')), body: isTooDeep(words.body) ? words.body : drawText(parseBody(words.body), baseUrl) };
}

/** What VNeID's team is given to show, with the reader who stands for all in the gaps that the list fills. */
export function previewVneid(draft: Draft, baseUrl: string): { title: string; body: string } {
  const { title, body } = wordsOf(draft.content.vi, 'vi', { isDrill: draft.isDrill, correctsId: null }, baseUrl);
  const filled = (text: string) => personal(text, letterOf(draft, 'vi'));
  return { title: filled(title), body: filled(body) };
}

/** Which column fills which gap of the text; empty when the text is the same for everybody. */
function placeholdersIn({ vi, en }: MessageContent): Record<string, string> {
  const text = [vi, en].map((words) => `${words?.subject ?? ''}${words?.body ?? ''}`).join('');
  return Object.fromEntries(([['ten', 'full_name'], ['don_vi', 'unit']] as const).flatMap(([gap, column]) => (new RegExp(`\\{\\{\\s*${gap}\\s*\\}\\}`).test(text) ? [[`{{${gap}}}`, column]] : [])));
}
