import type { Migration } from './index.ts';

/** Who holds a lease: so that what a dead process held is taken over at once, and nothing out of the hands of a living one. */
export const processes: Migration = {
  name: '0053-processes',
  statements: [
    `create table process (
      id text primary key,
      name text not null check (name in ('web', 'worker')),
      pid integer not null,
      started_at text not null,
      standing text not null default 'ALIVE' check (standing in ('ALIVE', 'LOST', 'ENDED')),
      ended_at text,
      runs_jobs integer not null check (runs_jobs in (0, 1)),
      queue text not null default 'OWN' check (queue in ('OWN', 'REDIS', 'REDIS_AWAY')),
      check ((standing = 'ENDED') = (ended_at is not null))
    ) strict`,
    `create index process_present on process (id) where standing <> 'ENDED'`,
    // No foreign keys: what is known of a process is forgotten after a while, and a lease without a holder is over by its time.
    `alter table job add column holder text`,
    `alter table delivery add column holder text`,
  ],
};
