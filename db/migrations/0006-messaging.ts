import type { Migration } from './index.ts';

const channels = "('IN_APP', 'EMAIL', 'PUSH', 'SMS', 'ZALO', 'WEBHOOK', 'VNEID')";

/** The delivery ledger: one row per message, recipient and channel, and what people want and may receive. */
export const messaging: Migration = {
  name: '0006-messaging',
  statements: [
    // A message never changes once it is written; a correction is a new message that names the one it corrects.
    `create table message (
      id text primary key,
      source_type text not null check (source_type in ('CAMPAIGN', 'REMINDER', 'NOTICE')),
      source_id text not null,
      topic text not null,
      is_duty integer not null check (is_duty in (0, 1)),
      urgency text not null check (urgency in ('NORMAL', 'PRIORITY', 'URGENT')),
      urgent_reason text,
      is_drill integer not null default 0 check (is_drill in (0, 1)),
      corrects_id text references message (id),
      reason text not null,
      content text not null,
      content_hash text not null,
      send_at text not null,
      not_after text not null,
      created_by text references user_account (id),
      created_at text not null,
      fanned_out_at text,
      paused_at text,
      cancelled_at text,
      unique (source_type, source_id, content_hash, send_at),
      check (not_after > send_at),
      check (urgency <> 'URGENT' or urgent_reason is not null)
    ) strict`,
    `create index message_source on message (source_type, source_id)`,
    `create index message_waiting on message (send_at) where fanned_out_at is null and cancelled_at is null`,
    // Through which channels, and what happens to a delivery whose moment falls into quiet hours or over the cap.
    `create table message_channel (
      message_id text not null references message (id),
      channel text not null check (channel in ${channels}),
      when_closed text not null check (when_closed in ('WAIT', 'EXPIRE', 'DROP')),
      primary key (message_id, channel)
    ) strict, without rowid`,
    // The audience as it was frozen.
    `create table message_recipient (
      message_id text not null references message (id),
      user_id text not null references user_account (id),
      primary key (message_id, user_id)
    ) strict, without rowid`,
    `create table delivery (
      id text primary key,
      message_id text not null references message (id),
      recipient_id text not null references user_account (id),
      channel text not null check (channel in ${channels}),
      address text,
      state text not null check (state in ('QUEUED', 'SENDING', 'UNCERTAIN', 'ACCEPTED', 'DELIVERED', 'BOUNCED', 'EXPIRED', 'SUPPRESSED', 'CANCELLED', 'FAILED')),
      detail text,
      next_at text not null,
      not_after text not null,
      attempts integer not null default 0,
      lease_id text,
      lease_until text,
      provider_id text,
      created_at text not null,
      accepted_at text,
      settled_at text,
      unique (message_id, recipient_id, channel),
      check ((state = 'SENDING') = (lease_id is not null))
    ) strict`,
    `create index delivery_due on delivery (channel, next_at) where state in ('QUEUED', 'UNCERTAIN')`,
    `create index delivery_lease on delivery (lease_until) where state = 'SENDING'`,
    `create index delivery_recipient on delivery (recipient_id, channel, accepted_at)`,
    `create index delivery_provider on delivery (provider_id) where provider_id is not null`,
    // What the recipient did with it in the product: opened the notice, answered its one question, followed its link.
    `create table inbox_state (
      message_id text not null references message (id),
      user_id text not null references user_account (id),
      read_at text,
      answer text,
      answered_at text,
      primary key (message_id, user_id)
    ) strict, without rowid`,
    `create table channel_pause (
      channel text primary key check (channel in ${channels}),
      paused_at text not null,
      paused_by text references user_account (id),
      reason text not null
    ) strict`,
    // Addresses that must not be written to: hard bounces, complaints, unsubscribed addresses.
    `create table suppression (
      channel text not null check (channel in ${channels}),
      address text not null,
      reason text not null check (reason in ('BOUNCE', 'COMPLAINT', 'UNSUBSCRIBED', 'MANUAL')),
      delivery_id text references delivery (id),
      created_at text not null,
      primary key (channel, address)
    ) strict, without rowid`,
    `create table message_preference (
      user_id text not null references user_account (id),
      topic text not null,
      channel text not null check (channel in ${channels}),
      wants integer not null check (wants in (0, 1)),
      changed_at text not null,
      changed_by text not null check (changed_by in ('SELF', 'ONE_CLICK')),
      primary key (user_id, topic, channel)
    ) strict, without rowid`,
    `create table push_subscription (
      id text primary key,
      user_id text not null references user_account (id),
      endpoint text not null unique,
      p256dh text not null,
      auth text not null,
      created_at text not null,
      gone_at text
    ) strict`,
  ],
};
