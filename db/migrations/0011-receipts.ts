import type { Migration } from './index.ts';

const channels = "('IN_APP', 'EMAIL', 'PUSH', 'SMS', 'ZALO', 'WEBHOOK', 'VNEID')";

/** What comes back: reports of providers, packages for VNeID that people carry and their receipts, links that were followed. */
export const receipts: Migration = {
  name: '0011-receipts',
  statements: [
    // What a provider has said about a delivery, each kind of report once: one that comes again changes nothing.
    `create table delivery_receipt (
      delivery_id text not null references delivery (id),
      outcome text not null check (outcome in ('DELIVERED', 'FAILED', 'NO_SUCH_NUMBER', 'BLOCKED', 'DELAYED')),
      happened_at text not null,
      received_at text not null,
      detail text not null,
      primary key (delivery_id, outcome)
    ) strict, without rowid`,
    // A package is frozen with both of its files; its deliveries carry its id as provider_id.
    `create table vneid_package (
      id text primary key,
      message_id text not null references message (id),
      number integer not null check (number > 0),
      sha256 text not null check (length(sha256) = 64),
      recipient_count integer not null check (recipient_count > 0),
      manifest text not null,
      recipients text not null,
      made_by text not null references user_account (id),
      made_at text not null,
      unique (message_id, number)
    ) strict`,
    `create trigger vneid_package_is_frozen before update on vneid_package begin select raise(abort, 'VNEID_PACKAGE_FROZEN'); end`,
    `create trigger vneid_package_stays before delete on vneid_package begin select raise(abort, 'VNEID_PACKAGE_FROZEN'); end`,
    `create table vneid_handover (
      package_id text primary key references vneid_package (id),
      handed_by text not null references user_account (id),
      handed_at text not null
    ) strict, without rowid`,
    `create table vneid_receipt (
      package_id text primary key references vneid_handover (package_id),
      received_at text not null,
      received_by text not null,
      accepted integer not null check (accepted >= 0),
      refused integer not null check (refused >= 0),
      note text,
      recorded_by text not null references user_account (id),
      recorded_at text not null
    ) strict, without rowid`,
    `create trigger vneid_receipt_adds_up before insert on vneid_receipt
      when new.accepted + new.refused <> (select recipient_count from vneid_package where id = new.package_id)
      begin select raise(abort, 'VNEID_RECEIPT_SUM'); end`,
    // The recipient herself, signed in, came by the link of this delivery.
    `create table link_follow (
      delivery_id text primary key references delivery (id),
      followed_at text not null
    ) strict, without rowid`,
    // Visits of people who are not signed in: a number, nobody's name.
    `create table link_total (
      message_id text not null references message (id),
      channel text not null check (channel in ${channels}),
      day text not null,
      count integer not null check (count > 0),
      primary key (message_id, channel, day)
    ) strict, without rowid`,
    // Who does not want it written down that she follows links beyond her duty.
    `create table link_refusal (
      user_id text primary key references user_account (id),
      since text not null
    ) strict, without rowid`,
  ],
};
