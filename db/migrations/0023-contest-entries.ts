import type { Migration } from './index.ts';

/** What handing in an entry needs beside 0020: one form sends one submission, chosen data sets, and marks that an organiser looks at. */
export const contestEntries: Migration = {
  name: '0023-contest-entries',
  statements: [
    // The form that sent it: sent twice it is the same submission, whatever was typed in between.
    `alter table entry_submission add column submit_key text`,
    `create unique index entry_submission_once on entry_submission (entry_id, submit_key)`,
    `create table entry_dataset (
      entry_id text not null references entry (id),
      dataset_id text not null references open_dataset (id),
      primary key (entry_id, dataset_id)
    ) strict, without rowid`,
    // Found by the program in what was handed in; a person decides what becomes of it.
    `create table entry_flag (
      id text primary key,
      entry_id text not null references entry (id),
      submission_id text not null references entry_submission (id),
      kind text not null check (kind in ('SECRET_MARK')),
      note text not null,
      found_at text not null,
      cleared_by text references user_account (id),
      cleared_at text,
      unique (submission_id, kind)
    ) strict`,
    `create index entry_flag_entry on entry_flag (entry_id)`,
  ],
};
