import type { Migration } from './index.ts';

/** Reports of mail servers that nothing proves, and which state of a planned item somebody was looking at. */
export const sending: Migration = {
  name: '0028-sending',
  statements: [
    // Somebody's address is said to be dead, or she to have complained, and no mail of ours proves it: a person decides. One row however often it is said.
    `create table mail_report (
      user_id text not null references user_account (id),
      kind text not null check (kind in ('BOUNCE', 'COMPLAINT')),
      address text not null,
      detail text not null,
      reports integer not null check (reports > 0),
      last_at text not null,
      primary key (user_id, kind)
    ) strict, without rowid`,
    `alter table plan_line add column revision integer not null default 0`,
  ],
};
