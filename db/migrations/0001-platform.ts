import type { Migration } from './index.ts';

/** Jobs, events, audit, settings: what every feature stands on. */
export const platform: Migration = {
  name: '0001-platform',
  statements: [
    `create table job (
      id text primary key,
      name text not null,
      payload text not null,
      state text not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
      unique_key text,
      run_at text not null,
      attempts integer not null default 0,
      max_attempts integer not null,
      lease_id text,
      lease_until text,
      last_error text,
      created_at text not null,
      finished_at text
    ) strict`,
    `create unique index job_unique_key on job (unique_key) where unique_key is not null and state in ('QUEUED', 'RUNNING')`,
    `create index job_due on job (run_at) where state in ('QUEUED', 'RUNNING')`,
    `create index job_state on job (state, finished_at)`,
    `create table domain_event (
      id text primary key,
      name text not null,
      payload text not null,
      occurred_at text not null
    ) strict`,
    `create index domain_event_name on domain_event (name, occurred_at)`,
    `create table audit_event (
      seq integer primary key autoincrement,
      id text not null unique,
      at text not null,
      actor_id text,
      actor_name text not null,
      action text not null,
      object_type text not null,
      object_id text not null,
      details text not null,
      previous_hash text not null,
      hash text not null unique
    ) strict`,
    `create index audit_event_object on audit_event (object_type, object_id)`,
    `create index audit_event_actor on audit_event (actor_id, at)`,
    `create trigger audit_event_no_update before update on audit_event begin select raise(abort, 'audit_event is append-only'); end`,
    `create trigger audit_event_no_delete before delete on audit_event begin select raise(abort, 'audit_event is append-only'); end`,
    `create table setting (
      id text primary key,
      key text not null,
      value text not null,
      valid_from text not null,
      valid_to text,
      legal_basis text,
      unique (key, valid_from)
    ) strict`,
    `create table secret (
      name text primary key,
      value text not null,
      created_at text not null
    ) strict`,
  ],
};
