import type { Migration } from './index.ts';

const appendOnly = (table: string) => [
  `create trigger ${table}_no_update before update on ${table} begin select raise(abort, '${table} is append-only'); end`,
  `create trigger ${table}_no_delete before delete on ${table} begin select raise(abort, '${table} is append-only'); end`,
];

/** What leaders are told: who of their staff is late, and every week how their units stand. */
export const escalations: Migration = {
  name: '0040-escalations',
  statements: [
    // Nobody is told of twice for one step, ever, and nobody twice on one day. Whoever has no leader gets her row all the same: it names nobody, and administrators see it.
    `create table escalation (
      enrollment_id text not null references enrollment (id),
      step text not null check (step glob 'after-[0-9]*'),
      day text not null check (length(day) = 10),
      due_on text not null check (length(due_on) = 10 and due_on < day),
      written_at text not null,
      primary key (enrollment_id, step),
      unique (enrollment_id, day)
    ) strict, without rowid`,
    `create index escalation_day on escalation (day, enrollment_id)`,
    // One message's worth: a leader, a course, a day. Its id is the source of the message.
    `create table escalation_notice (
      id text primary key,
      leader_id text not null references user_account (id),
      course_id text not null references course (id),
      day text not null check (length(day) = 10),
      written_at text not null,
      unique (leader_id, course_id, day)
    ) strict`,
    `create index escalation_notice_day on escalation_notice (day, course_id)`,
    `create table escalation_named (
      notice_id text not null references escalation_notice (id),
      enrollment_id text not null,
      step text not null,
      primary key (notice_id, enrollment_id),
      foreign key (enrollment_id, step) references escalation (enrollment_id, step)
    ) strict, without rowid`,
    `create index escalation_named_of on escalation_named (enrollment_id, step)`,
    // One a week for each leader; the week is named by its Monday. Who had nothing to read has a row without courses and without a message, so that no later day of the week brings one.
    `create table leader_digest (
      id text not null unique,
      leader_id text not null references user_account (id),
      week text not null check (strftime('%w', week) = '1'),
      day text not null check (day >= week),
      courses integer not null check (courses >= 0),
      written_at text not null,
      primary key (leader_id, week)
    ) strict`,
    `create index leader_digest_week on leader_digest (week)`,
    ...['escalation', 'escalation_notice', 'escalation_named', 'leader_digest'].flatMap(appendOnly),
  ],
};
