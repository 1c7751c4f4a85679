/** One event as it is stored. */
export interface ToldEvent {
  kind: 'RINGING' | 'ANSWERED' | 'HUNG_UP';
  at: string;
  extension: string | null;
}
/** A call as its events tell it, in whatever order they came. */
export interface ToldCall {
  extension: string | null;
  startedAt: string;
  answeredAt: string | null;
  endedAt: string | null;
}

/** The agent who answered counts before those whose telephones rang; of two words about the same moment the first holds for beginning, the last for the end. */
export function toldCall(events: readonly ToldEvent[]): ToldCall | null {
  const sorted = events.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const first = sorted[0];
  if (!first) return null;
  const answered = sorted.find(({ kind }) => kind === 'ANSWERED');
  const extension = answered?.extension ?? sorted.findLast((event) => event.extension !== null)?.extension ?? null;
  return { extension, startedAt: first.at, answeredAt: answered?.at ?? null, endedAt: sorted.findLast(({ kind }) => kind === 'HUNG_UP')?.at ?? null };
}
