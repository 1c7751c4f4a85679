import type { Migration } from './index.ts';

/** Learning paths with the one that somebody chose, and reviews of lessons that were recorded between two versions. */
export const paths: Migration = {
  name: '0032-paths',
  statements: [
    // As content/paths.yaml says; written whole, so nothing refers to a row of it.
    `create table learning_path (
      key text primary key,
      position integer not null unique,
      title text not null,
      audience text not null,
      why text not null,
      suits text,
      steps text not null
    ) strict`,
    // A path that the file no longer names counts as none, and counts again when it comes back.
    `create table path_choice (
      user_id text primary key references user_account (id),
      path_key text not null,
      chosen_at text not null
    ) strict`,
    // What was reviewed is a text: of this version, and of every later one in which the lesson is word for word the same.
    `create table lesson_review (
      id text primary key,
      lesson_id text not null references lesson (id),
      lesson_version_id text not null references lesson_version (id),
      checked_on text not null,
      review_by text not null check (review_by > checked_on),
      note text not null check (length(note) between 10 and 1000),
      reviewed_by text not null references user_account (id),
      reviewed_at text not null
    ) strict`,
    `create index lesson_review_lesson on lesson_review (lesson_id, reviewed_at)`,
    `create trigger lesson_review_no_update before update on lesson_review begin select raise(abort, 'lesson_review is append-only'); end`,
    `create trigger lesson_review_no_delete before delete on lesson_review begin select raise(abort, 'lesson_review is append-only'); end`,
  ],
};
