import type { Migration } from './index.ts';

/** Courses that are due again: rounds of one person in one course, pre-tests, and what they credit. */
export const renewal: Migration = {
  name: '0031-renewal',
  statements: [
    // A round has an enrolment of its own, so that reminders, due days and reasons of the earlier one stay as they were. Each is renewed once.
    `alter table enrollment add column round integer not null default 1 check (round >= 1)`,
    `alter table enrollment add column renews_id text references enrollment (id)`,
    `create unique index enrollment_renews on enrollment (renews_id) where renews_id is not null`,
    // The projections hold the round that is under way; the ledger has all of them.
    `alter table course_progress add column round integer not null default 1`,
    `alter table course_progress add column minutes_returned integer not null default 0`,
    `alter table lesson_progress add column credited_at text`,
    `alter table lesson_progress add column credited_minutes integer not null default 0`,
    `alter table assessment_progress add column credited_at text`,
    // Tries are counted anew in each round, and a certificate belongs to the round in which it was earned: an older one stays worth what it says.
    `alter table attempt add column round integer not null default 1`,
    `alter table certificate add column round integer not null default 1`,
    `drop index certificate_one_valid`,
    `create unique index certificate_one_valid on certificate (user_id, course_id, course_version_id, round) where revoked_at is null`,
    // A third kind of assessment. SQLite drops a column's check with the column, so the table need not be made anew.
    `alter table assessment_version add column kind_next text not null default 'MODULE' check (kind_next in ('MODULE', 'FINAL', 'PRETEST'))`,
    `update assessment_version set kind_next = kind`,
    `alter table assessment_version drop column kind`,
    `alter table assessment_version rename column kind_next to kind`,
  ],
};
