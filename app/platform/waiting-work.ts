import type { Instant } from './clock.ts';

/** Work that waits for somebody: of which kind, how much of it, by when, and the page on which it is done. */
export interface WaitingWork<Kind extends string = string> {
  kind: Kind;
  count: number;
  href: string;
  /** What it belongs to, as the name of a campaign; null when the kind says all. */
  subject: string | null;
  /** The nearest moment by which it is to be done. */
  dueAt: Instant | null;
}

/** Work of a kind, or none when there is nothing to do. */
export function waitingIf<Kind extends string>(kind: Kind, count: number, href: string, { subject = null, dueAt = null }: { subject?: string | null; dueAt?: Instant | null } = {}): WaitingWork<Kind>[] {
  return count > 0 ? [{ kind, count, href, subject, dueAt }] : [];
}
