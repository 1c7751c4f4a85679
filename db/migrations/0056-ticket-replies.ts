import type { Migration } from './index.ts';

const deeds = "('RECEIVE', 'ASSIGN', 'SEND', 'MOVE', 'WAIT', 'RESUME', 'ANSWER', 'REPLY', 'TELL', 'CLOSE', 'ESCALATE', 'ERASE')";

/** Answers that went back to the citizen of a ticket, and which published answer was used for one. */
export const ticketReplies: Migration = {
  name: '0056-ticket-replies',
  statements: [
    `alter table ticket add column answer_version_id text references faq_version (id)`,
    // What was sent, and what became of it, stands in the delivery ledger.
    `create table ticket_reply (
      id text primary key,
      ticket_id text not null references ticket (id),
      message_id text not null unique references message (id),
      channel text not null check (channel in ('EMAIL', 'SMS')),
      at text not null,
      by_id text not null references user_account (id)
    ) strict`,
    `create index ticket_reply_ticket on ticket_reply (ticket_id, at)`,
    // Made anew with the new deed: a check without a name cannot be changed.
    `create table ticket_event_next (
      id text primary key,
      ticket_id text not null references ticket (id),
      at text not null,
      deed text not null check (deed in ${deeds}),
      by_id text references user_account (id),
      note text not null
    ) strict`,
    `insert into ticket_event_next (id, ticket_id, at, deed, by_id, note) select id, ticket_id, at, deed, by_id, note from ticket_event`,
    `drop table ticket_event`,
    `alter table ticket_event_next rename to ticket_event`,
    `create index ticket_event_ticket on ticket_event (ticket_id, at)`,
  ],
};
