/** Everything that an approval stands for, in an order of its own, so that the same campaign always gives the same text. */
export interface Approvable {
  campaign: Readonly<Record<string, string | number | null>>;
  media: readonly { medium: string; when_closed: string; content: string }[];
  recipients: readonly { user_id: string; wave: number }[];
  slots: readonly { place_id: string; medium: string; starts_at: string; quiet_reason?: string | null }[];
  /** Answers that must be shown when it is sent. */
  answers: readonly { entry_id: string }[];
}

/** Columns of a campaign that an approver answers for. */
export const approvedColumns = ['name', 'model', 'content_source', 'goal', 'measure', 'measured_by', 'baseline_percent', 'target_percent', 'measured_after_days', 'topic', 'is_duty', 'urgency', 'urgent_reason', 'is_drill', 'audience', 'send_at', 'not_after', 'stagger_days', 'pulse'] as const;

/** The text over which the approval's hash is taken: goal, content, audience, channels and schedule. */
export function canonicalText({ campaign, media, recipients, slots, answers }: Approvable): string {
  const by = <Row>(rows: readonly Row[], key: (row: Row) => string) => rows.map((row) => key(row)).toSorted();
  return JSON.stringify([
    approvedColumns.map((column) => campaign[column] ?? null),
    by(media, (row) => JSON.stringify([row.medium, row.when_closed, row.content])),
    by(recipients, (row) => `${row.user_id}/${row.wave}`),
    by(slots, (row) => `${row.place_id}/${row.medium}/${row.starts_at}${row.quiet_reason ? `/${row.quiet_reason}` : ''}`),
    // Left out when there are none: what was handed in before answers could be listed keeps its hash.
    ...(answers.length > 0 ? [by(answers, (row) => row.entry_id)] : []),
  ]);
}
