import type { Migration } from './index.ts';

/** Questions that are taken out of use, results that were marked again because of it, and what is counted of answers. */
export const itemStatistics: Migration = {
  name: '0030-item-statistics',
  statements: [
    // A question is suspended with all its versions, until somebody lifts it. A row is changed only by lifting, once.
    `create table question_suspension (
      id text primary key,
      question_id text not null references question (id),
      reason text not null check (length(reason) between 5 and 500),
      suspended_by text not null references user_account (id),
      suspended_at text not null,
      lifted_reason text,
      lifted_by text references user_account (id),
      lifted_at text,
      check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lifted_reason is null))
    ) strict`,
    `create unique index question_suspension_open on question_suspension (question_id) where lifted_at is null`,
    `create index question_suspension_question on question_suspension (question_id, suspended_at)`,
    `create trigger question_suspension_lift_only before update on question_suspension
      when old.lifted_at is not null or new.lifted_at is null or new.id <> old.id or new.question_id <> old.question_id or new.reason <> old.reason or new.suspended_by <> old.suspended_by or new.suspended_at <> old.suspended_at
      begin select raise(abort, 'question_suspension changes only by lifting'); end`,
    `create trigger question_suspension_no_delete before delete on question_suspension begin select raise(abort, 'question_suspension is append-only'); end`,
    // The points stay what the answer was worth; a question that is waived counts as right whatever they are.
    `alter table attempt_question add column waived_by text references question_suspension (id)`,
    `create index attempt_question_version on attempt_question (question_version_id)`,
    `create index question_version_question on question_version (question_id)`,
    // What a result was before and after it was marked again; why and by whom stands with the suspension.
    `create table attempt_remark (
      attempt_id text not null references attempt (id),
      suspension_id text not null references question_suspension (id),
      score_before real not null,
      score_after real not null,
      passed_before integer not null check (passed_before in (0, 1)),
      passed_after integer not null check (passed_after in (0, 1)),
      marked_at text not null,
      primary key (attempt_id, suspension_id),
      check (score_after >= score_before and passed_after >= passed_before)
    ) strict, without rowid`,
    `create index attempt_remark_suspension on attempt_remark (suspension_id)`,
    `create trigger attempt_remark_no_update before update on attempt_remark begin select raise(abort, 'attempt_remark is append-only'); end`,
    `create trigger attempt_remark_no_delete before delete on attempt_remark begin select raise(abort, 'attempt_remark is append-only'); end`,
    // Sums over the first answers of people, counted anew every night; from them follow share right and discrimination.
    `create table question_statistic (
      question_version_id text primary key references question_version (id),
      answers integer not null,
      flags integer not null,
      points real not null,
      points_squared real not null,
      rest real not null,
      rest_squared real not null,
      product real not null,
      counted_at text not null
    ) strict, without rowid`,
  ],
};
