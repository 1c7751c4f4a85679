import type { Migration } from './index.ts';

const isWaiting = "state in ('QUEUED', 'UNCERTAIN')";

/** The next letter, and what is over or has failed, are found without looking at the rest of the ledger, however long it is. */
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
    `create index delivery_failed on delivery (channel, detail) where state = 'FAILED'`,
    `create index message_stopped on message (id) where paused_at is not null or cancelled_at is not null`,
    `create index message_corrects on message (corrects_id) where corrects_id is not null`,
  ],
};
