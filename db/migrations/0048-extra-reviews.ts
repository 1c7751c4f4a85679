import type { Migration } from './index.ts';

/** Reviews that are added while judging runs, entries that go into the commitment with fewer of them than promised, judges' notes that somebody has seen; why a prize is applied by nobody, and what owners answer. */
export const extraReviews: Migration = {
  name: '0048-extra-reviews',
  statements: [
    // The last second of a review that was added after judging had ended; without one the contest's counts.
    `alter table review_assignment add column due_at text`,
    `create trigger review_assignment_closed before insert on review_assignment when exists (select 1 from review_round r where r.id = new.round_id and r.commitment is not null)
      begin select raise(abort, 'a committed round takes no further review'); end`,
    `create table review_excuse (
      round_id text not null references review_round (id),
      entry_id text not null references entry (id),
      reason text not null check (length(reason) >= 10),
      excused_by text not null references user_account (id),
      excused_at text not null,
      primary key (round_id, entry_id)
    ) strict, without rowid`,
    // Which words of a judge to the organisers somebody has looked at; other words of the same sheet are new again.
    `create table judge_note_seen (
      assignment_id text primary key references review_assignment (id),
      note text not null,
      seen_by text not null references user_account (id),
      seen_at text not null
    ) strict, without rowid`,
    // A prize without a unit that applies it says why, in public.
    `create table adoption_gap (
      entry_id text primary key references entry (id),
      reason text not null check (length(reason) >= 10),
      given_by text not null references user_account (id),
      given_at text not null
    ) strict, without rowid`,
    // A question to an owner is asked on one day and done on another. Those of before could not be answered, and stay as they are.
    `alter table adoption_step add column asked_on text`,
    `alter table adoption_step add column answer text`,
    `update adoption_step set asked_on = done_on where kind = 'PROMPT' and done_on is not null`,
    ...['insert', 'update', 'delete'].map(
      (deed) => `create trigger review_excuse_frozen_${deed} before ${deed} on review_excuse when exists (select 1 from review_round r where r.id = ${deed === 'insert' ? 'new' : 'old'}.round_id and r.commitment is not null)
      begin select raise(abort, 'an excuse does not change once its round is committed'); end`,
    ),
  ],
};
