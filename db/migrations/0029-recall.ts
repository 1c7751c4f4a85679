import type { Migration } from './index.ts';

/** Questions that come back after a module: the answers, append-only, and what they say about memory (docs/decisions/0027). */
export const recall: Migration = {
  name: '0029-recall',
  statements: [
    `create table recall_answer (
      id text primary key,
      user_id text not null references user_account (id),
      question_id text not null references question (id),
      number integer not null check (number > 0),
      question_version_id text not null references question_version (id),
      course_id text not null references course (id),
      module_done_on text not null,
      response text not null,
      is_correct integer not null check (is_correct in (0, 1)),
      answered_on text not null,
      answered_at text not null,
      unique (user_id, question_id, number)
    ) strict`,
    // How many somebody has answered this week: asked by every home page.
    `create index recall_answer_day on recall_answer (user_id, answered_on)`,
    `create trigger recall_answer_no_update before update on recall_answer begin select raise(abort, 'recall_answer is append-only'); end`,
    `create trigger recall_answer_no_delete before delete on recall_answer begin select raise(abort, 'recall_answer is append-only'); end`,
    // Which questions of a module may come back is looked up without reading their long bodies.
    `create index question_version_module on question_version (course_version_id, module_key, type, expires_on, question_id, id)`,
    `create table recall_card (
      user_id text not null references user_account (id),
      question_id text not null references question (id),
      course_id text not null references course (id),
      answers integer not null,
      is_correct integer not null check (is_correct in (0, 1)),
      stability real not null,
      difficulty real not null,
      last_on text not null,
      due_on text not null,
      correct_30 integer check (correct_30 in (0, 1)),
      correct_90 integer check (correct_90 in (0, 1)),
      correct_180 integer check (correct_180 in (0, 1)),
      primary key (user_id, question_id)
    ) strict, without rowid`,
  ],
};
