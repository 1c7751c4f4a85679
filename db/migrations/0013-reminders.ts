import type { Migration } from './index.ts';

/** Training reminders: who was reminded of which step, in which message; and what differs from reader to reader of a message. */
export const reminders: Migration = {
  name: '0013-reminders',
  statements: [
    // Values that the text of a message may hold for this reader alone, frozen with the audience; null when there are none.
    `alter table message_recipient add column variables text`,
    // One message's worth: the same course, step and due day on one day. Its id is the source of the message.
    `create table reminder_batch (
      id text primary key,
      course_id text not null references course (id),
      step text not null check (length(step) between 1 and 40),
      day text not null,
      due_on text,
      is_mandatory integer not null check (is_mandatory in (0, 1)),
      written_by text references user_account (id),
      written_at text not null
    ) strict`,
    `create index reminder_batch_day on reminder_batch (day, id)`,
    // Nobody is reminded twice of a step, ever, and nobody twice on one day, whoever writes: two workers, a restart, a leader.
    `create table reminder (
      enrollment_id text not null references enrollment (id),
      step text not null,
      day text not null,
      batch_id text not null references reminder_batch (id),
      primary key (enrollment_id, step),
      unique (enrollment_id, day)
    ) strict, without rowid`,
    `create index reminder_of_batch on reminder (batch_id)`,
    `create trigger reminder_no_update before update on reminder begin select raise(abort, 'reminder is append-only'); end`,
    `create trigger reminder_no_delete before delete on reminder begin select raise(abort, 'reminder is append-only'); end`,
  ],
};
