import type { Migration } from './index.ts';

const kinds = "('LEGAL_HELP', 'LEGAL_AID', 'COMPLAINT', 'DENUNCIATION', 'PETITION', 'FEEDBACK', 'QUESTION')";

/** What is handed on: tickets with a clock in working hours, their timeline, and crime reports that were only routed. */
export const tickets: Migration = {
  name: '0018-tickets',
  statements: [
    // Whom a body that was closed or merged is followed by; a ticket to a closed body is refused with this name.
    `alter table competent_body add column successor_key text references competent_body (key)`,
    // A crime report is no kind of ticket: it is routed at once and its content is never written down.
    // call_id without a foreign key: a call may come from the desk's offline notes after its ticket.
    // The citizen's name and contact are sealed (AES-256-GCM); the hashes are keyed and serve only the check for conflicts of interest.
    `create table ticket (
      id text primary key,
      code text not null unique,
      kind text not null check (kind in ${kinds}),
      body_key text not null references competent_body (key),
      call_id text,
      unit_id text references org_unit (id),
      summary text not null,
      name_sealed text,
      contact_sealed text,
      citizen_hash text,
      party_hash text,
      reply_channel text not null check (reply_channel in ('PHONE', 'SMS', 'EMAIL', 'POST', 'IN_PERSON')),
      aid_group text,
      limitation_on text,
      received_at text not null,
      received_by text not null references user_account (id),
      due_at text not null,
      assigned_at text,
      assigned_to text references user_account (id),
      sent_at text,
      waiting_since text,
      answered_at text,
      answer text,
      told_at text,
      closed_at text,
      erased_at text,
      revision integer not null default 0,
      check ((assigned_at is null) = (assigned_to is null)),
      check ((answered_at is null) = (answer is null)),
      check (told_at is null or answered_at is not null),
      check (erased_at is null or (closed_at is not null and name_sealed is null and contact_sealed is null and citizen_hash is null and party_hash is null))
    ) strict`,
    `create index ticket_open on ticket (due_at) where closed_at is null`,
    `create index ticket_assigned on ticket (assigned_to) where closed_at is null`,
    `create index ticket_received on ticket (received_at)`,
    `create index ticket_call on ticket (call_id) where call_id is not null`,
    `create index ticket_to_erase on ticket (closed_at) where closed_at is not null and erased_at is null`,
    `create table ticket_event (
      id text primary key,
      ticket_id text not null references ticket (id),
      at text not null,
      deed text not null check (deed in ('RECEIVE', 'ASSIGN', 'SEND', 'WAIT', 'RESUME', 'ANSWER', 'TELL', 'CLOSE', 'ESCALATE', 'ERASE')),
      by_id text references user_account (id),
      note text not null
    ) strict`,
    `create index ticket_event_ticket on ticket_event (ticket_id, at)`,
    // Each reminder once per ticket, whatever happens to its due time later.
    `create table ticket_escalation (
      ticket_id text not null references ticket (id),
      step text not null check (step in ('SOON', 'DUE')),
      at text not null,
      primary key (ticket_id, step)
    ) strict, without rowid`,
    // That a crime report was routed: when, where to, by whom. No content, by design.
    `create table crime_routing (
      id text primary key,
      at text not null,
      way text not null check (way in ('POLICE_113', 'LOCAL_POLICE', 'VNEID')),
      call_id text,
      routed_by text not null references user_account (id)
    ) strict`,
    `create index crime_routing_at on crime_routing (at)`,
  ],
};
