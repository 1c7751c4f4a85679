import type { Migration } from './index.ts';

/** Further attempts for somebody who has used all of hers: without them a mandatory course could never be finished. */
export const attemptGrants: Migration = {
  name: '0050-attempt-grants',
  statements: [
    `create table attempt_grant (
      id text primary key,
      user_id text not null references user_account (id),
      assessment_id text not null references assessment (id),
      round integer not null check (round >= 1),
      extra integer not null check (extra between 1 and 3),
      reason text not null check (length(reason) between 3 and 500),
      granted_by text not null references user_account (id),
      granted_at text not null
    ) strict`,
    `create index attempt_grant_person on attempt_grant (user_id, assessment_id, round)`,
    // Who is at a limit is asked on a first page.
    `create index attempt_failed on attempt (assessment_id, number) where is_passed = 0`,
    `create trigger attempt_grant_frozen before update on attempt_grant begin select raise(abort, 'a granted attempt does not change'); end`,
    `create trigger attempt_grant_kept before delete on attempt_grant begin select raise(abort, 'a granted attempt is kept'); end`,
  ],
};
