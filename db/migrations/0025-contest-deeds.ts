import type { Migration } from './index.ts';

/** A new address for somebody from outside, and the word of a person about what a program flagged. */
export const contestDeeds: Migration = {
  name: '0025-contest-deeds',
  statements: [
    // Such a code moves the account to the row's address and signs nobody in. The address before it is kept as long as the row, to be told.
    `alter table sign_in_code add column for_user text references user_account (id)`,
    `alter table sign_in_code add column old_email text`,
    `create index sign_in_code_user on sign_in_code (for_user, created_at) where for_user is not null`,
    `alter table entry_flag add column clearing_note text`,
    // What the scanner said stays; a named person answers for handing the file out all the same.
    `alter table entry_file add column released_by text references user_account (id)`,
    `alter table entry_file add column released_at text`,
    `alter table entry_file add column release_note text`,
  ],
};
