import type { Migration } from './index.ts';

const frozen = (deed: 'update' | 'delete') => `create trigger entry_withdrawal_kept_${deed} before ${deed} on entry_withdrawal begin select raise(abort, 'a withdrawal is kept as it was signed'); end`;

/** Which version of an entry a look spoke about, and the signed receipt of a withdrawal. */
export const contestReceipts: Migration = {
  name: '0063-contest-receipts',
  statements: [
    // An entry that is handed in again wants another look: what was found spoke about other words.
    `alter table eligibility_check add column version integer`,
    `update eligibility_check set version = (select max(s.version) from entry_submission s where s.entry_id = eligibility_check.entry_id and s.submitted_at <= eligibility_check.checked_at)`,
    `create table entry_withdrawal (
      id text primary key,
      entry_id text not null references entry (id),
      version integer not null check (version > 0),
      withdrawn_at text not null,
      withdrawn_by text not null references user_account (id),
      receipt text not null,
      signature text not null,
      unique (entry_id, version)
    ) strict`,
    frozen('update'),
    frozen('delete'),
  ],
};
