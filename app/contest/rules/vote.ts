/** Votes of one day by officials, people from outside, and accounts from outside that were made after the vote had opened. */
export interface Turnout {
  day: string;
  kind: VoterKind;
  votes: number;
}
export type VoterKind = 'OFFICIAL' | 'OUTSIDE' | 'NEW';
export type VoteRefusal = 'TWICE' | 'CLOSED' | 'UNVERIFIED';
/** What was seen of a vote without looking at anybody's choice. */
export interface VoteReport {
  /** Marks on the roll, and what the counts add up to. */
  voters: number;
  counted: number;
  turnout: Turnout[];
  addresses: { count: number; busiest: number };
  refused: Partial<Record<VoteRefusal, number>>;
}
export const anomalies = ['MISMATCH', 'NEW_ACCOUNTS', 'ONE_ADDRESS', 'ONE_DAY', 'TWICE'] as const;
export type Anomaly = (typeof anomalies)[number];

/** How many days a vote is open. */
export const voteDays = { least: 1, most: 60 };

/** Fewer votes than these say nothing about habits. */
const enough = 20;

/** What somebody should look into: sums that do not fit at once, the rest only where there are enough votes to tell. */
export function anomaliesOf({ voters, counted, turnout, addresses, refused }: VoteReport): Anomaly[] {
  const isMany = (part: number, share: number) => voters >= enough && part > voters * share;
  const ofKind = (kind: VoterKind) => turnout.filter((row) => row.kind === kind).reduce((sum, { votes }) => sum + votes, 0);
  const days = [...Map.groupBy(turnout, ({ day }) => day).values()].map((rows) => rows.reduce((sum, { votes }) => sum + votes, 0));
  const found: Record<Anomaly, boolean> = {
    MISMATCH: voters !== counted,
    NEW_ACCOUNTS: isMany(ofKind('NEW'), 0.3),
    ONE_ADDRESS: isMany(addresses.busiest, 0.2),
    ONE_DAY: days.length >= 3 && isMany(Math.max(...days), 0.6),
    TWICE: isMany(refused.TWICE ?? 0, 0.1),
  };
  return anomalies.filter((one) => found[one]);
}

/** Places by votes; equal ones share theirs. */
export function rankedByVotes<Row extends { votes: number }>(rows: readonly Row[]): (Row & { rank: number })[] {
  const ordered = rows.toSorted((a, b) => b.votes - a.votes);
  return ordered.map((row) => ({ ...row, rank: ordered.findIndex(({ votes }) => votes === row.votes) + 1 }));
}
