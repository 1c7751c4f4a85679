import type { Migration } from './index.ts';

/** Letters to people without an account, such as a citizen who waits for an answer: in the same ledger, their name and address sealed. */
export const outsideReaders: Migration = {
  name: '0055-outside-readers',
  statements: [
    // Since SQLite 3.53 a table of a million rows need not be copied for this.
    `alter table delivery alter recipient_id drop not null`,
    `alter table delivery add constraint delivery_outside_is_sealed check (recipient_id is not null or (channel in ('EMAIL', 'SMS') and address is null))`,
    // A letter to somebody outside goes to one person on one channel.
    `create unique index delivery_outside on delivery (message_id) where recipient_id is null`,
    // Name and address of that person, sealed (AES-256-GCM); null once they were forgotten.
    `create table message_outside (
      message_id text primary key references message (id),
      sealed text
    ) strict, without rowid`,
  ],
};
