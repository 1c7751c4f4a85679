import type { Migration } from './index.ts';

/** What was decided about questions that nobody could answer. The open gaps themselves follow from searches and feedback. */
export const gaps: Migration = {
  name: '0019-gaps',
  statements: [
    `create table gap (
      id text primary key,
      question text not null,
      resolution text not null check (resolution in ('DRAFT', 'LINKED', 'CLOSED')),
      entry_id text references faq_entry (id),
      reason text not null,
      decided_by text not null references user_account (id),
      decided_at text not null,
      check ((resolution = 'CLOSED') = (entry_id is null))
    ) strict`,
    // The wordings for which it was decided, folded. Asked again later, they are a gap again.
    `create table gap_wording (
      gap_id text not null references gap (id),
      fold text not null,
      primary key (gap_id, fold)
    ) strict, without rowid`,
    `create index gap_wording_fold on gap_wording (fold)`,
    // Who asked and wants to be told: tickets of kind QUESTION.
    `alter table ticket add column gap_id text references gap (id)`,
    `create index ticket_gap on ticket (gap_id) where gap_id is not null`,
  ],
};
