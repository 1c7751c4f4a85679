import type { Migration } from './index.ts';

const taken = (run: string) => `(select count(*) from run_seat s where s.run_id = ${run} and s.placed_at is not null and s.left_at is null)`;

/** Classes with their sessions, places and waiting list, and who was there (docs/decisions/0032). */
export const classes: Migration = {
  name: '0036-classes',
  statements: [
    // Open, full, running, over: derived from days and rows. Only what somebody decided is stored.
    `create table course_run (
      id text primary key,
      title text not null check (length(title) between 5 and 200),
      about text not null check (length(about) <= 2000),
      course_id text references course (id),
      replaces_course integer not null check (replaces_course in (0, 1)),
      unit_id text not null references org_unit (id),
      audience_id text not null references org_unit (id),
      capacity integer not null check (capacity between 1 and 2000),
      lecturer text not null check (length(lecturer) between 2 and 120),
      lecturer_unit text not null check (length(lecturer_unit) <= 200),
      closes_at text not null,
      revision integer not null default 1,
      created_by text not null references user_account (id),
      created_at text not null,
      opened_at text,
      cancelled_at text,
      cancelled_reason text check (length(cancelled_reason) between 10 and 500),
      check (replaces_course = 0 or course_id is not null),
      check ((cancelled_at is null) = (cancelled_reason is null))
    ) strict`,
    `create index course_run_unit on course_run (unit_id)`,
    `create table run_session (
      id text primary key,
      run_id text not null references course_run (id),
      starts_at text not null,
      ends_at text not null check (ends_at > starts_at),
      place text not null check (length(place) between 2 and 300),
      periods real not null check (periods > 0 and periods <= 12),
      unique (run_id, starts_at)
    ) strict`,
    `create index run_session_start on run_session (starts_at)`,
    // A place, or with no placed_at a turn in the waiting list.
    `create table run_seat (
      id text primary key,
      run_id text not null references course_run (id),
      user_id text not null references user_account (id),
      asked_at text not null,
      placed_at text check (placed_at >= asked_at),
      left_at text
    ) strict`,
    `create unique index run_seat_once on run_seat (run_id, user_id) where left_at is null`,
    `create index run_seat_user on run_seat (user_id)`,
    // Two who press at the same moment never share the last place, whatever a program forgets.
    `create trigger run_seat_room before insert on run_seat when new.placed_at is not null and new.left_at is null and ${taken('new.run_id')} >= (select capacity from course_run where id = new.run_id) begin select raise(abort, 'the class is full'); end`,
    `create trigger run_seat_room_later before update of placed_at on run_seat when old.placed_at is null and new.placed_at is not null and ${taken('new.run_id')} >= (select capacity from course_run where id = new.run_id) begin select raise(abort, 'the class is full'); end`,
    `create trigger course_run_room before update of capacity on course_run when new.capacity < ${taken('new.id')} begin select raise(abort, 'more people have a place than that'); end`,
    `create table attendance (
      session_id text not null references run_session (id),
      user_id text not null references user_account (id),
      is_present integer not null check (is_present in (0, 1)),
      source text not null check (source in ('LIST', 'FILE', 'CODE')),
      marked_by text references user_account (id),
      marked_at text not null,
      primary key (session_id, user_id)
    ) strict, without rowid`,
    `create index attendance_user on attendance (user_id)`,
    // What was said before a correction, and why it was not right.
    `create table attendance_correction (
      id text primary key,
      session_id text not null references run_session (id),
      user_id text not null references user_account (id),
      was_present integer not null check (was_present in (0, 1)),
      reason text not null check (length(reason) between 10 and 500),
      corrected_by text not null references user_account (id),
      corrected_at text not null
    ) strict`,
    `create index attendance_correction_session on attendance_correction (session_id, corrected_at)`,
    `create trigger attendance_correction_no_update before update on attendance_correction begin select raise(abort, 'attendance_correction is append-only'); end`,
    `create trigger attendance_correction_no_delete before delete on attendance_correction begin select raise(abort, 'attendance_correction is append-only'); end`,
    // Periods of a year are counted from the ledger, because the projections hold only the present round.
    `create index progress_event_years_work on progress_event (user_id, occurred_at) where verb = 'course.completed'`,
  ],
};
