import type { Migration } from './index.ts';

/** Questions and answers below lessons, reports of them, and what people say of a course at its end (docs/decisions/0033). */
export const lessonQuestions: Migration = {
  name: '0037-lesson-questions',
  statements: [
    // A question, or with a parent an answer to it. It waits until somebody lets it through; hidden, withdrawn and waiting are three different things.
    `create table lesson_post (
      id text primary key,
      parent_id text references lesson_post (id),
      lesson_id text not null references lesson (id),
      lesson_version_id text not null references lesson_version (id),
      author_id text references user_account (id),
      by_editor integer not null check (by_editor in (0, 1)),
      body text not null check (length(body) <= 2000),
      written_at text not null,
      shown_at text,
      shown_by text references user_account (id),
      hidden_at text,
      hidden_by text references user_account (id),
      hidden_reason text check (length(hidden_reason) between 5 and 300),
      withdrawn_at text,
      accepted_at text,
      check ((hidden_at is null) = (hidden_reason is null)),
      check ((withdrawn_at is not null) = (body = '')),
      check (accepted_at is null or (parent_id is not null and shown_at is not null))
    ) strict`,
    `create index lesson_post_lesson on lesson_post (lesson_id, shown_at)`,
    `create index lesson_post_parent on lesson_post (parent_id)`,
    `create index lesson_post_author on lesson_post (author_id, written_at)`,
    `create index lesson_post_waiting on lesson_post (written_at) where shown_at is null and hidden_at is null and withdrawn_at is null`,
    `create unique index lesson_post_accepted on lesson_post (parent_id) where accepted_at is not null`,
    `create table lesson_post_report (
      post_id text not null references lesson_post (id),
      reported_by text not null references user_account (id),
      reason text not null check (length(reason) between 5 and 500),
      reported_at text not null,
      settled_at text,
      settled_by text references user_account (id),
      primary key (post_id, reported_by)
    ) strict, without rowid`,
    `create index lesson_post_report_open on lesson_post_report (reported_at) where settled_at is null`,
    `create table course_feedback (
      user_id text not null references user_account (id),
      course_id text not null references course (id),
      round integer not null check (round >= 1),
      useful integer not null check (useful between 1 and 5),
      clear integer not null check (clear between 1 and 5),
      length_right integer not null check (length_right between 1 and 5),
      comment text not null check (length(comment) <= 2000),
      given_at text not null,
      changed_at text not null,
      primary key (user_id, course_id, round)
    ) strict, without rowid`,
    `create index course_feedback_course on course_feedback (course_id)`,
  ],
};
