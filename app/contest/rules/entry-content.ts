import type { Instant } from '../../platform/clock.ts';
import type { Json } from '../../platform/canonical.ts';
import { entryParts, type EntryPart } from './entry-parts.ts';
import { secretMarksIn, type SecretMark } from './secret-marks.ts';

export interface FiledFile {
  id: string;
  name: string;
  kind: string;
  bytes: number;
  sha256: string;
}
export interface EntryFacts {
  contest: { id: string; code: string; title: string };
  entry: { id: string; number: string; title: string; track: { id: string; title: string } | null };
  parts: Readonly<Partial<Record<EntryPart, string>>>;
  datasets: readonly { id: string; title: string }[];
  team: readonly { name: string; isLead: boolean }[];
  files: readonly FiledFile[];
  rules: { id: string; version: number; hash: string };
}

/** What is handed in, as it is kept: every word and the hash of every file. It holds no time, so that the same entry has the same hash. */
export function contentOf(facts: EntryFacts): Json {
  return {
    format: 'hoc06.entry/1',
    contest: facts.contest,
    entry: facts.entry,
    parts: Object.fromEntries(entryParts.map((part) => [part, facts.parts[part] ?? ''])),
    datasets: facts.datasets.map(({ id, title }) => ({ id, title })),
    team: facts.team.map(({ name, isLead }) => ({ name, isLead })),
    files: facts.files.map(({ id, name, kind, bytes, sha256 }) => ({ id, name, kind, bytes, sha256 })),
    consent: { rules: facts.rules, dataUse: true },
  };
}

/** What a receipt says. */
export interface Receipt {
  format: 'hoc06.entry-receipt/1';
  contest: string;
  entry: string;
  title: string;
  version: number;
  submittedAt: Instant;
  contentHash: string;
  rules: { version: number; hash: string };
  files: { name: string; bytes: number; sha256: string }[];
  key: string;
}

export function receiptOf(facts: EntryFacts, at: { version: number; submittedAt: Instant; contentHash: string; key: string }): Receipt {
  const files = facts.files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 }));
  return { format: 'hoc06.entry-receipt/1', contest: facts.contest.code, entry: facts.entry.number, title: facts.entry.title, rules: { version: facts.rules.version, hash: facts.rules.hash }, files, ...at };
}

/** How an entry was taken out: by its lead while it may be handed in again, by its lead for good, or by an organiser for the team. */
export type WithdrawalWay = 'AGAIN' | 'FINAL' | 'ORGANISER';

/** What the receipt of a withdrawal says: which content left the contest, and when. It names nobody. */
export interface WithdrawalReceipt {
  format: 'hoc06.withdrawal-receipt/1';
  contest: string;
  entry: string;
  version: number;
  contentHash: string;
  submittedAt: Instant;
  withdrawnAt: Instant;
  how: WithdrawalWay;
  key: string;
}

export function withdrawalReceiptOf(facts: Omit<WithdrawalReceipt, 'format'>): WithdrawalReceipt {
  return { format: 'hoc06.withdrawal-receipt/1', ...facts };
}

/** Markings of state secrets anywhere in the words of an entry. */
export function marksOf({ title, parts }: { title: string; parts: Readonly<Partial<Record<EntryPart, string>>> }): SecretMark[] {
  return secretMarksIn([title, ...entryParts.map((part) => parts[part] ?? '')].join('\n'));
}
