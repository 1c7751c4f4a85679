import type { Migration } from './index.ts';

/** Certificates from elsewhere that learners ask to have recognised, each with one file until nobody needs it any more. */
export const recognitionRequests: Migration = {
  name: '0076-recognition-requests',
  statements: [
    `create table recognition_request (
      id text primary key,
      user_id text not null references user_account (id),
      course_id text not null references course (id),
      title text not null check (length(title) between 3 and 200),
      number text not null check (length(number) between 1 and 100),
      issuer text not null check (length(issuer) between 1 and 200),
      issued_on text not null,
      last_day text check (last_day is null or last_day >= issued_on),
      note text check (note is null or length(note) between 1 and 500),
      revision integer not null default 0,
      changed_at text not null,
      file_id text,
      file_name text,
      file_kind text check (file_kind in ('PDF', 'PNG', 'JPEG')),
      file_bytes integer check (file_bytes between 1 and 10000000),
      file_sha256 text,
      file_scan text check (file_scan in ('CLEAN', 'UNSCANNED')),
      file_erased_at text,
      submitted_at text,
      withdrawn_at text,
      decided_at text,
      decided_by text references user_account (id),
      decision text check (decision in ('ACCEPTED', 'REFUSED')),
      decision_reason text,
      exemption_id text references exemption (id),
      check ((file_id is null) = (file_name is null) and (file_id is null) = (file_kind is null) and (file_id is null) = (file_bytes is null) and (file_id is null) = (file_sha256 is null) and (file_id is null) = (file_scan is null)),
      check (file_erased_at is null or file_id is not null),
      check (submitted_at is null or file_id is not null),
      check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null) and (decision is null) = (decision_reason is null)),
      check (decision is null or (submitted_at is not null and withdrawn_at is null)),
      check ((decision is not null and decision = 'ACCEPTED') = (exemption_id is not null))
    ) strict`,
    // One open request for a person and course: two tabs or a double click ask once.
    `create unique index recognition_request_open on recognition_request (user_id, course_id) where withdrawn_at is null and decided_at is null`,
    `create index recognition_request_person on recognition_request (user_id, changed_at)`,
    `create index recognition_request_sent on recognition_request (submitted_at) where submitted_at is not null`,
  ],
};
