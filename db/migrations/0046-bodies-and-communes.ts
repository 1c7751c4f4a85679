import type { Migration } from './index.ts';

const deeds = "('RECEIVE', 'ASSIGN', 'SEND', 'MOVE', 'WAIT', 'RESUME', 'ANSWER', 'TELL', 'CLOSE', 'ESCALATE', 'ERASE')";

/** Bodies that officers keep; the commune behind a call; tickets that move on from a closed body or run against a limitation; what a searcher said about the results. */
export const bodiesAndCommunes: Migration = {
  name: '0046-bodies-and-communes',
  statements: [
    // The commune that the caller's words name, when they name exactly one; the words stay beside it.
    `alter table call_record add column unit_id text references org_unit (id)`,
    `alter table competent_body add column kind text not null default 'OTHER' check (kind in ('POLICE', 'COMMUNE_PC', 'SERVICE_CENTRE', 'AGENCY', 'LEGAL_AID', 'HOTLINE', 'COMPANY', 'OTHER'))`,
    `alter table competent_body add column address text`,
    `alter table competent_body add column hours text`,
    // Set once an officer has written a body: then the files do not write over it. closed_at may lie ahead.
    `alter table competent_body add column edited_at text`,
    `alter table competent_body add column revision integer not null default 0`,
    // The communes that a body serves; none for a body of the whole province.
    `create table competent_body_commune (
      body_key text not null references competent_body (key),
      unit_id text not null references org_unit (id),
      primary key (body_key, unit_id)
    ) strict, without rowid`,
    `create index ticket_body_open on ticket (body_key) where closed_at is null`,
    // SQLite cannot change a check: the tables are made anew with the new deed and the new step.
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
    `create table ticket_escalation_next (
      ticket_id text not null references ticket (id),
      step text not null check (step in ('SOON', 'DUE', 'LIMITATION')),
      at text not null,
      primary key (ticket_id, step)
    ) strict, without rowid`,
    `insert into ticket_escalation_next (ticket_id, step, at) select ticket_id, step, at from ticket_escalation`,
    `drop table ticket_escalation`,
    `alter table ticket_escalation_next rename to ticket_escalation`,
    // What the searcher said or did where no result was opened: the short form was enough, none fitted, or she asked again in other words.
    `alter table faq_search add column outcome text check (outcome in ('ENOUGH', 'NONE', 'AGAIN'))`,
  ],
};
