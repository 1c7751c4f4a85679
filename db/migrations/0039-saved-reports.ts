import type { Migration } from './index.ts';

/** What leaders read quickly (indexes and nightly sums by unit), lists that people keep, their schedules, and the files that these make. */
export const savedReports: Migration = {
  name: '0039-saved-reports',
  statements: [
    // The standing of everybody in a course is read along three narrow indexes, in the same order, without touching a table.
    `create index membership_home on membership (user_id, unit_id, is_primary, valid_to) where is_primary = 1 and valid_to is null`,
    `create index membership_home_unit on membership (unit_id, user_id, is_primary, valid_to) where is_primary = 1 and valid_to is null`,
    `create index enrollment_standing on enrollment (course_id, user_id, due_on, cancelled_at) where cancelled_at is null`,
    `create index enrollment_due on enrollment (course_id, due_on, cancelled_at) where cancelled_at is null`,
    `create index enrollment_given on enrollment (course_id, enrolled_at, cancelled_at) where cancelled_at is null`,
    `create index course_progress_standing on course_progress (course_id, user_id, completed_at, started_at)`,
    `create index course_progress_renewed on course_progress (course_id, user_id) where round > 1`,
    `create index user_account_disabled on user_account (id) where disabled_at is not null`,
    `create index progress_event_completed on progress_event (course_id, user_id, occurred_at) where verb = 'course.completed'`,
    // Counted anew every night for the units of today; sums of people are exact, because everybody has one primary unit. Few people stand alone in a row: only sums of ten and more are shown.
    `create table unit_month (
      course_id text not null references course (id),
      unit_id text not null references org_unit (id),
      month text not null check (length(month) = 7),
      enrolled integer not null check (enrolled >= 0),
      done integer not null check (done between 0 and enrolled),
      counted_at text not null,
      primary key (course_id, unit_id, month)
    ) strict, without rowid`,
    `create table unit_topic (
      course_id text not null references course (id),
      unit_id text not null references org_unit (id),
      module_key text not null,
      people integer not null check (people > 0),
      answers integer not null check (answers >= people),
      correct real not null check (correct between 0 and answers),
      counted_at text not null,
      primary key (course_id, unit_id, module_key)
    ) strict, without rowid`,
    `create table unit_recall (
      course_id text not null references course (id),
      unit_id text not null references org_unit (id),
      mark integer not null check (mark in (30, 90, 180)),
      people integer not null check (people > 0),
      answers integer not null check (answers >= people),
      correct integer not null check (correct between 0 and answers),
      counted_at text not null,
      primary key (course_id, unit_id, mark)
    ) strict, without rowid`,
    // The question is kept, never its answer: whoever runs it sees what her own rights reach then.
    `create table saved_report (
      id text primary key,
      owner_id text not null references user_account (id),
      name text not null check (length(name) between 1 and 120),
      question text not null,
      shared_at text,
      revision integer not null default 1,
      created_at text not null,
      updated_at text not null,
      deleted_at text
    ) strict`,
    `create unique index saved_report_name on saved_report (owner_id, name) where deleted_at is null`,
    `create index saved_report_shared on saved_report (shared_at) where shared_at is not null and deleted_at is null`,
    // Monday is 1; in a month the last day stands for days that it has not.
    `create table report_schedule (
      id text primary key,
      report_id text not null references saved_report (id),
      every text not null check (every in ('WEEK', 'MONTH')),
      on_day integer not null check (on_day between 1 and 31 and (every = 'MONTH' or on_day <= 7)),
      at_hour integer not null check (at_hour between 0 and 23),
      format text not null check (format in ('xlsx', 'csv')),
      next_at text not null,
      created_by text not null references user_account (id),
      created_at text not null,
      ended_at text
    ) strict`,
    `create unique index report_schedule_one on report_schedule (report_id) where ended_at is null`,
    `create index report_schedule_due on report_schedule (next_at) where ended_at is null`,
    `create table report_reader (
      schedule_id text not null references report_schedule (id),
      user_id text not null references user_account (id),
      primary key (schedule_id, user_id)
    ) strict, without rowid`,
    // One file for each reader and due moment, made by her own rights; the bytes go when it expires, the fact stays. `unit_scope` says of which units it tells ('ALL' or a list): whoever has lost one of them opens it no more.
    `create table report_file (
      id text primary key,
      schedule_id text not null references report_schedule (id),
      reader_id text not null references user_account (id),
      due_at text not null,
      made_at text not null,
      expires_at text not null check (expires_at > made_at),
      format text not null check (format in ('xlsx', 'csv')),
      file_name text not null,
      row_count integer not null check (row_count >= 0),
      unit_scope text not null,
      bytes blob check (bytes is null or length(bytes) <= 20000000),
      unique (schedule_id, reader_id, due_at)
    ) strict`,
    `create index report_file_expiry on report_file (expires_at) where bytes is not null`,
  ],
};
