import type { Migration } from './index.ts';

const codes = "('ANSWERED', 'PARTLY', 'NOT_FOUND', 'TRANSFERRED', 'CALL_BACK', 'CRIME_ROUTED', 'DROPPED', 'WRONG_NUMBER')";

/** The call desk: calls with the versions that were read out, call-backs, hand-overs, and what telephony told. */
export const callDesk: Migration = {
  name: '0017-call-desk',
  statements: [
    `create table call_handover (
      id text primary key,
      call_id text not null unique,
      from_agent text not null references user_account (id),
      to_agent text references user_account (id),
      context text,
      at text not null,
      taken_at text
    ) strict`,
    // The number is sealed under a key of the installation; the hash under another tells only whether this caller rang before. client_key is made where the
    // call is taken, so that notes from a browser that was offline arrive once however often they are sent. erase_after is a day of the province.
    `create table call_record (
      id text primary key,
      client_key text not null unique,
      revision integer not null,
      agent_id text not null references user_account (id),
      channel text not null check (channel in ('PHONE', 'WALK_IN', 'CHAT')),
      source text not null check (source in ('ONLINE', 'OFFLINE')),
      telephony_id text unique,
      handover_id text unique references call_handover (id),
      number_sealed text,
      number_mask text,
      number_hash text,
      number_revision integer not null default 0,
      caller_name text,
      commune text,
      question text,
      note text,
      wrap_code text check (wrap_code in ${codes}),
      started_at text not null,
      answered_at text,
      ended_at text,
      parked_at text,
      wrapped_at text,
      erase_after text not null,
      erased_at text,
      check ((wrap_code is null) = (wrapped_at is null)),
      check ((number_sealed is null) = (number_hash is null)),
      check (wrapped_at is null or parked_at is null),
      check (erased_at is null or (number_sealed is null and number_mask is null and caller_name is null and question is null and note is null))
    ) strict`,
    // One call in hand per agent; further ones are parked.
    `create unique index call_record_in_hand on call_record (agent_id) where wrapped_at is null and parked_at is null`,
    `create index call_record_hash on call_record (number_hash, started_at)`,
    `create index call_record_started on call_record (started_at)`,
    `create index call_record_erase on call_record (erase_after) where erased_at is null`,
    `create table call_answer (
      call_id text not null references call_record (id),
      version_id text not null references faq_version (id),
      read_at text not null,
      primary key (call_id, version_id, read_at)
    ) strict, without rowid`,
    `create table callback_task (
      id text primary key,
      call_id text not null unique references call_record (id),
      agent_id text not null references user_account (id),
      due_at text not null,
      done_at text,
      done_by text references user_account (id),
      outcome text check (outcome in ('REACHED', 'NO_ANSWER', 'NOT_NEEDED')),
      note text,
      check ((done_at is null) = (outcome is null))
    ) strict`,
    `create index callback_task_due on callback_task (due_at) where done_at is null`,
    // Which telephone stands before which agent, from when to when.
    `create table agent_extension (
      id text primary key,
      extension text not null,
      agent_id text not null references user_account (id),
      taken_at text not null,
      released_at text
    ) strict`,
    `create unique index agent_extension_once on agent_extension (extension) where released_at is null`,
    `create unique index agent_extension_agent on agent_extension (agent_id) where released_at is null`,
    // What the telephone system told, once per event; what a call is follows from its events in whatever order they came.
    `create table call_event (
      id text primary key,
      telephony_id text not null,
      kind text not null check (kind in ('RINGING', 'ANSWERED', 'HUNG_UP')),
      extension text,
      number_sealed text,
      number_mask text,
      number_hash text,
      at text not null,
      received_at text not null
    ) strict`,
    `create index call_event_call on call_event (telephony_id)`,
    `create index call_event_received on call_event (received_at)`,
  ],
};
