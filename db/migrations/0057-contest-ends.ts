import type { Migration } from './index.ts';

/** Why a contest was closed, for everybody to read; who took an entry out after the deadline, and why; members of a team who do not want to be named in public. */
export const contestEnds: Migration = {
  name: '0057-contest-ends',
  statements: [
    // Reasons of before were written for the log alone; they do not become public behind anybody's back.
    `alter table contest add column closing_reason text`,
    // Null where the entrants did it by themselves: then nobody asks why.
    `alter table entry add column withdrawn_by text references user_account (id)`,
    `alter table entry add column withdrawal_reason text`,
    `alter table entry_member add column unnamed_at text`,
  ],
};
