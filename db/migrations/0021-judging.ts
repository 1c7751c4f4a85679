import type { Migration } from './index.ts';

/** Judging, results and what becomes of a prize (model 41). */
export const judging: Migration = {
  name: '0021-judging',
  statements: [
    `create table judge (
      id text primary key,
      contest_id text not null references contest (id),
      user_id text not null references user_account (id),
      max_reviews integer not null check (max_reviews between 1 and 100),
      employer text,
      invited_by text not null references user_account (id),
      invited_at text not null,
      accepted_at text,
      declined_at text,
      declared_at text,
      removed_at text,
      unique (contest_id, user_id)
    ) strict`,
    // Ties from the organisation's data, declared by the judge, or named by an entrant; once pinned they are never taken back.
    `create table conflict_of_interest (
      id text primary key,
      judge_id text not null references judge (id),
      entry_id text not null references entry (id),
      source text not null check (source in ('ORGANISATION', 'JUDGE', 'ENTRANT', 'ORGANISER')),
      reason text not null,
      found_at text not null,
      unique (judge_id, entry_id, source)
    ) strict`,
    `create trigger conflict_kept before delete on conflict_of_interest begin select raise(abort, 'a conflict of interest is kept'); end`,
    `create table judge_preference (
      judge_id text not null references judge (id),
      track_id text not null references contest_track (id),
      primary key (judge_id, track_id)
    ) strict, without rowid`,
    `create table review_round (
      id text primary key,
      contest_id text not null references contest (id),
      kind text not null check (kind in ('PRELIMINARY', 'FINAL')),
      seed integer not null,
      assigned_by text not null references user_account (id),
      assigned_at text not null,
      commitment text,
      committed_at text,
      unblinded_at text,
      unique (contest_id, kind)
    ) strict`,
    `create table review_assignment (
      id text primary key,
      round_id text not null references review_round (id),
      judge_id text not null references judge (id),
      entry_id text not null references entry (id),
      label text not null,
      assigned_at text not null,
      released_at text,
      released_reason text
    ) strict`,
    `create unique index review_assignment_once on review_assignment (round_id, judge_id, entry_id) where released_at is null`,
    `create index review_assignment_judge on review_assignment (judge_id)`,
    `create table score_sheet (
      assignment_id text primary key references review_assignment (id),
      comment text not null default '',
      note_to_organiser text not null default '',
      confidence integer check (confidence between 1 and 5),
      abstained_reason text,
      revision integer not null default 1,
      saved_at text not null,
      locked_at text
    ) strict, without rowid`,
    `create trigger score_sheet_frozen before update on score_sheet when old.locked_at is not null begin select raise(abort, 'a locked score sheet does not change'); end`,
    // A judgement that was given stays; an abstention holds none, so that its entry can go to somebody else.
    `create trigger review_assignment_kept before update on review_assignment when exists (select 1 from score_sheet s where s.assignment_id = old.id and s.locked_at is not null and s.abstained_reason is null)
      begin select raise(abort, 'a review with a locked sheet does not change'); end`,
    `create table score (
      assignment_id text not null references review_assignment (id),
      criterion_id text not null references criterion (id),
      value real not null,
      reason text not null default '',
      primary key (assignment_id, criterion_id)
    ) strict, without rowid`,
    ...['insert', 'update', 'delete'].map((deed) => {
      const row = deed === 'insert' ? 'new' : 'old';
      return `create trigger score_frozen_${deed} before ${deed} on score when exists (select 1 from score_sheet s where s.assignment_id = ${row}.assignment_id and s.locked_at is not null) begin select raise(abort, 'a locked score does not change'); end`;
    }),
    // The rubric stands still once somebody has scored by it.
    `create trigger criterion_frozen before update on criterion when exists (select 1 from score s where s.criterion_id = old.id) begin select raise(abort, 'a rubric with scores does not change'); end`,
    `create trigger criterion_kept before delete on criterion when exists (select 1 from score s join criterion c on c.id = s.criterion_id where c.contest_id = old.contest_id) begin select raise(abort, 'a rubric with scores does not change'); end`,
    `create trigger criterion_closed before insert on criterion when exists (select 1 from score s join criterion c on c.id = s.criterion_id where c.contest_id = new.contest_id) begin select raise(abort, 'a rubric with scores does not change'); end`,
    // Decide, publish and award are three deeds, the first two by two people.
    `create table contest_decision (
      id text primary key,
      contest_id text not null references contest (id),
      entry_id text not null references entry (id),
      prize_id text references contest_prize (id),
      reason text not null,
      decided_by text not null references user_account (id),
      decided_at text not null,
      revoked_at text
    ) strict`,
    `create unique index contest_decision_once on contest_decision (entry_id) where revoked_at is null`,
    // `names` stands beside the hashed standing, so that an erasure reaches it and the hash still fits.
    `create table contest_publication (
      contest_id text primary key references contest (id),
      standing text not null,
      standing_hash text not null,
      names text not null default '{}',
      minutes text not null,
      published_by text not null references user_account (id),
      published_at text not null,
      awarded_at text
    ) strict, without rowid`,
    `create trigger contest_publication_four_eyes before insert on contest_publication when exists (select 1 from contest_decision d where d.contest_id = new.contest_id and d.decided_by = new.published_by)
      begin select raise(abort, 'whoever decided does not publish'); end`,
    `create table result_appeal (
      id text primary key,
      entry_id text not null references entry (id),
      raised_by text not null references user_account (id),
      words text not null,
      raised_at text not null,
      answer text,
      answered_by text references user_account (id),
      answered_at text
    ) strict`,
    `create table gallery_consent (
      entry_id text primary key references entry (id),
      given_by text not null references user_account (id),
      given_at text not null,
      withdrawn_at text
    ) strict, without rowid`,
    `create table adoption (
      id text primary key,
      entry_id text not null unique references entry (id),
      unit_id text not null references org_unit (id),
      state text not null check (state in ('PROPOSED', 'PILOT', 'APPLIED', 'NOT_APPLIED')),
      reason text,
      recognition text not null default 'NONE' check (recognition in ('NONE', 'FILED', 'RECOGNISED', 'DECLINED')),
      revision integer not null default 1,
      started_at text not null,
      changed_at text not null,
      check (state <> 'NOT_APPLIED' or (reason is not null and length(reason) >= 10))
    ) strict`,
    `create table adoption_step (
      id text primary key,
      adoption_id text not null references adoption (id),
      kind text not null check (kind in ('MILESTONE', 'BENEFIT', 'PROMPT')),
      title text not null,
      due_on text,
      done_on text,
      amount real,
      unit text,
      evidence text,
      written_by text references user_account (id),
      written_at text not null
    ) strict`,
    `create index adoption_step_adoption on adoption_step (adoption_id, due_on)`,
  ],
};
