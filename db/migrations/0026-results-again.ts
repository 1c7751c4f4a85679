import type { Migration } from './index.ts';

const published = ['version', 'standing', 'standing_hash', 'minutes', 'published_by', 'published_at'];

/** Results that are taken back after an objection and published anew, and the pairwise final. */
export const resultsAgain: Migration = {
  name: '0026-results-again',
  statements: [
    // One row a publication; the one that stands has not been withdrawn.
    `create table contest_publication_next (
      contest_id text not null references contest (id),
      version integer not null check (version >= 1),
      standing text not null,
      standing_hash text not null,
      names text not null default '{}',
      minutes text not null,
      published_by text not null references user_account (id),
      published_at text not null,
      awarded_at text,
      withdrawn_by text references user_account (id),
      withdrawn_at text,
      withdrawal_reason text,
      primary key (contest_id, version),
      check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawal_reason is null))
    ) strict, without rowid`,
    `insert into contest_publication_next (contest_id, version, standing, standing_hash, names, minutes, published_by, published_at, awarded_at) select contest_id, 1, standing, standing_hash, names, minutes, published_by, published_at, awarded_at from contest_publication`,
    `drop table contest_publication`,
    `alter table contest_publication_next rename to contest_publication`,
    `create unique index contest_publication_standing on contest_publication (contest_id) where withdrawn_at is null`,
    `create trigger contest_publication_four_eyes before insert on contest_publication when exists (select 1 from contest_decision d where d.contest_id = new.contest_id and d.decided_by = new.published_by)
      begin select raise(abort, 'whoever decided does not publish'); end`,
    `create trigger contest_publication_frozen before update on contest_publication when old.withdrawn_at is not null and (new.withdrawn_at is not old.withdrawn_at or new.withdrawal_reason is not old.withdrawal_reason or new.withdrawn_by is not old.withdrawn_by or new.awarded_at is not old.awarded_at) or ${published.map((column) => `new.${column} <> old.${column}`).join(' or ')}
      begin select raise(abort, 'a publication does not change'); end`,
    `create trigger contest_publication_kept before delete on contest_publication begin select raise(abort, 'a publication is kept'); end`,
    // An objection belongs to the publication that it objects to. Answers from before this step say nothing of their outcome.
    `alter table result_appeal add column version integer not null default 1`,
    `alter table result_appeal add column outcome text check (outcome in ('UPHELD', 'DISMISSED'))`,
    `create unique index result_appeal_once on result_appeal (entry_id, version)`,
    `create trigger result_appeal_answered before update on result_appeal when old.answered_at is not null and (new.answer is not old.answer or new.outcome is not old.outcome or new.answered_by is not old.answered_by or new.answered_at is not old.answered_at)
      begin select raise(abort, 'an answer does not change'); end`,
    // Results are taken back by two: one finds for the objection, another one takes them back.
    `create trigger contest_publication_withdrawal before update on contest_publication when old.withdrawn_at is null and new.withdrawn_at is not null and not exists (
        select 1 from result_appeal a join entry e on e.id = a.entry_id where e.contest_id = new.contest_id and a.version = new.version and a.outcome = 'UPHELD' and a.answered_by <> new.withdrawn_by)
      begin select raise(abort, 'results are taken back for an objection that somebody else has upheld'); end`,
    // How many go into the pairwise final; none without one. Part of the design, so it stands still once somebody has scored.
    `alter table contest add column finalists integer not null default 0 check (finalists = 0 or finalists between 8 and 15)`,
    `create trigger contest_method_frozen before update of scoring_method, finalists on contest when (new.scoring_method <> old.scoring_method or new.finalists <> old.finalists) and exists (select 1 from score s join criterion c on c.id = s.criterion_id where c.contest_id = old.id)
      begin select raise(abort, 'the method does not change once there are scores'); end`,
    `create trigger review_round_final before insert on review_round when new.kind = 'FINAL' and not exists (select 1 from review_round r where r.contest_id = new.contest_id and r.kind = 'PRELIMINARY' and r.commitment is not null)
      begin select raise(abort, 'a final follows a committed round'); end`,
    `create table finalist (
      round_id text not null references review_round (id),
      entry_id text not null references entry (id),
      label text not null,
      primary key (round_id, entry_id),
      unique (round_id, label)
    ) strict, without rowid`,
    `create table duel (
      id text primary key,
      round_id text not null references review_round (id),
      judge_id text not null references judge (id),
      a_entry_id text not null,
      b_entry_id text not null,
      winner text check (winner in ('A', 'B', 'DRAW')),
      reason text not null default '',
      decided_at text,
      released_at text,
      released_reason text,
      foreign key (round_id, a_entry_id) references finalist (round_id, entry_id),
      foreign key (round_id, b_entry_id) references finalist (round_id, entry_id),
      check (a_entry_id <> b_entry_id),
      check ((winner is null) = (decided_at is null))
    ) strict`,
    `create unique index duel_once on duel (round_id, judge_id, min(a_entry_id, b_entry_id), max(a_entry_id, b_entry_id)) where released_at is null`,
    `create index duel_judge on duel (judge_id)`,
    `create trigger duel_frozen before update on duel when old.decided_at is not null begin select raise(abort, 'a decided pair does not change'); end`,
    `create trigger duel_kept before delete on duel when old.decided_at is not null begin select raise(abort, 'a decided pair is kept'); end`,
  ],
};
