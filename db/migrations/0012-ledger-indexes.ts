import type { Migration } from './index.ts';

const isWaiting = "state in ('QUEUED', 'UNCERTAIN')";
const more = 'insert into delivery_count (message_id, channel, state, count) values (new.message_id, new.channel, new.state, 1) on conflict (message_id, channel, state) do update set count = count + 1';
const fewer = 'update delivery_count set count = count - 1 where message_id = old.message_id and channel = old.channel and state = old.state';

/** The next letter, what is over or has failed, and the figures of a message are found without looking at the rest of the ledger, however long it is. */
export const ledgerIndexes: Migration = {
  name: '0012-ledger-indexes',
  statements: [
    // Messages never change, so a delivery may know how urgent its own is.
    `alter table delivery add column is_urgent integer not null default 0 check (is_urgent in (0, 1))`,
    `update delivery set is_urgent = 1 where message_id in (select id from message where urgency = 'URGENT')`,
    `drop index delivery_due`,
    // With the message, so that what waits in a paused one is passed over within the index.
    `create index delivery_due on delivery (channel, is_urgent, next_at, message_id) where ${isWaiting}`,
    `create index delivery_end on delivery (not_after) where ${isWaiting}`,
    `create index delivery_held on delivery (message_id, channel, detail, next_at) where state = 'QUEUED' and detail in ('QUIET_HOURS', 'CAP')`,
    `create index delivery_failed on delivery (channel, detail) where state = 'FAILED'`,
    `create index delivery_accepted on delivery (accepted_at, channel) where accepted_at is not null`,
    `create index message_stopped on message (id) where paused_at is not null or cancelled_at is not null`,
    `create index message_corrects on message (corrects_id) where corrects_id is not null`,
    `create index push_subscription_live on push_subscription (user_id) where gone_at is null`,
    // How many deliveries of a message stand where, kept by the database itself in the transaction that changes them.
    `create table delivery_count (
      message_id text not null references message (id),
      channel text not null,
      state text not null,
      count integer not null check (count >= 0),
      primary key (message_id, channel, state)
    ) strict, without rowid`,
    `insert into delivery_count (message_id, channel, state, count) select message_id, channel, state, count(*) from delivery group by message_id, channel, state`,
    `create trigger delivery_counted after insert on delivery begin ${more}; end`,
    `create trigger delivery_recounted after update of state on delivery when new.state <> old.state begin ${more}; ${fewer}; end`,
    `create trigger delivery_uncounted after delete on delivery begin ${fewer}; end`,
  ],
};
