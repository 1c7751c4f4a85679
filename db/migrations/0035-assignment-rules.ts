import type { Migration } from './index.ts';

/** Rules that assign courses to people, what they did to whom, and who is exempted from a course until when. */
export const assignmentRules: Migration = {
  name: '0035-assignment-rules',
  statements: [
    // Without a unit the rule is one of the whole province; with one, it never reaches beyond that subtree.
    `create table assignment_rule (
      id text primary key,
      unit_id text references org_unit (id),
      revision integer not null default 0,
      created_by text references user_account (id),
      created_at text not null,
      ended_on text,
      ended_by text references user_account (id),
      releases integer check (releases in (0, 1)),
      check ((ended_on is null) = (releases is null))
    ) strict`,
    // A change is a version of its own with the day from which it holds. One draft at a time; what was confirmed never changes.
    `create table assignment_rule_version (
      id text primary key,
      rule_id text not null references assignment_rule (id),
      number integer not null check (number >= 1),
      name text not null check (length(name) between 3 and 200),
      who text not null,
      what text,
      valid_from text,
      valid_to text check (valid_to is null or valid_to > valid_from),
      confirmed_at text,
      confirmed_by text references user_account (id),
      unique (rule_id, number),
      check (confirmed_at is null or (what is not null and valid_from is not null))
    ) strict`,
    `create unique index assignment_rule_draft on assignment_rule_version (rule_id) where confirmed_at is null`,
    `create trigger assignment_rule_version_kept before update on assignment_rule_version when old.confirmed_at is not null begin select raise(abort, 'a confirmed version of a rule never changes'); end`,
    `create trigger assignment_rule_version_stays before delete on assignment_rule_version when old.confirmed_at is not null begin select raise(abort, 'a confirmed version of a rule stays'); end`,
    // What a rule did to one person: the enrolment that it made, or found and left as it was.
    `create table assignment (
      id text primary key,
      rule_id text not null references assignment_rule (id),
      version_id text not null references assignment_rule_version (id),
      user_id text not null references user_account (id),
      course_id text not null references course (id),
      enrollment_id text not null references enrollment (id),
      made integer not null check (made in (0, 1)),
      fitted_on text not null,
      due_on text,
      is_mandatory integer not null check (is_mandatory in (0, 1)),
      assigned_at text not null,
      released_at text,
      release text check (release in ('NOT_BEGUN', 'KEPT', 'DONE', 'OTHER_RULE', 'FOUND')),
      check ((released_at is null) = (release is null))
    ) strict`,
    `create unique index assignment_active on assignment (rule_id, user_id, course_id) where released_at is null`,
    `create index assignment_person on assignment (user_id, course_id)`,
    `create index assignment_enrollment on assignment (enrollment_id)`,
    // How far a rule's work is. The cursor and what was done are one transaction: killed at any moment it goes on where it stopped.
    `create table assignment_run (
      id text primary key,
      rule_id text not null references assignment_rule (id),
      version_id text not null references assignment_rule_version (id),
      cause text not null check (cause in ('CONFIRMED', 'NIGHTLY', 'BY_HAND', 'ENDED')),
      state text not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
      phase text not null default 'ASSIGN' check (phase in ('ASSIGN', 'RELEASE')),
      cursor text not null default '',
      total integer not null default 0,
      done integer not null default 0,
      counts text not null default '{}',
      started_by text references user_account (id),
      created_at text not null,
      finished_at text,
      failure text
    ) strict`,
    `create unique index assignment_run_open on assignment_run (rule_id) where state in ('QUEUED', 'RUNNING')`,
    `create index assignment_run_of_rule on assignment_run (rule_id, created_at)`,
    // Enrolments that have ended are looked up by person, too.
    `create index enrollment_person on enrollment (user_id, course_id)`,
    // Without a course it holds for all of them. The last day is the day before valid_to.
    `create table exemption (
      id text primary key,
      user_id text not null references user_account (id),
      course_id text references course (id),
      kind text not null check (kind in ('LONG_LEAVE', 'EQUAL_TRAINING', 'OTHER_REASON', 'RECOGNISED')),
      reason text not null check (length(reason) between 3 and 500),
      valid_from text not null,
      valid_to text not null check (valid_to > valid_from),
      issuer text,
      number text,
      issued_on text,
      created_by text references user_account (id),
      created_at text not null,
      ended_at text,
      ended_by text references user_account (id),
      end_reason text,
      check ((kind = 'RECOGNISED') = (issuer is not null and number is not null and issued_on is not null)),
      check (kind <> 'RECOGNISED' or course_id is not null),
      check ((ended_at is null) = (end_reason is null))
    ) strict`,
    `create unique index exemption_once on exemption (user_id, coalesce(course_id, ''), kind, coalesce(number, valid_from)) where ended_at is null`,
    `create index exemption_ends on exemption (valid_to)`,
  ],
};
