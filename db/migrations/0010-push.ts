import type { Migration } from './index.ts';

/** Browsers that take notices, and by which browser a session was opened. */
export const push: Migration = {
  name: '0010-push',
  statements: [
    // Nobody could subscribe before this step, so the empty table of 0006 is made anew with all that it must hold.
    `drop table push_subscription`,
    `create table push_subscription (
      id text primary key,
      user_id text not null references user_account (id),
      device_hash text not null unique,
      endpoint text not null unique check (endpoint like 'https://%' and length(endpoint) <= 1000),
      p256dh text not null check (length(p256dh) = 87),
      auth text not null check (length(auth) = 22),
      vapid_key text not null,
      user_agent text not null,
      created_at text not null,
      used_at text,
      gone_at text
    ) strict`,
    `create index push_subscription_user on push_subscription (user_id) where gone_at is null`,
    // Only browsers that take notices have a name. Its latest session says whose browser it is at the moment.
    `alter table session add column device_hash text`,
    `create index session_device on session (device_hash, created_at) where device_hash is not null`,
  ],
};
