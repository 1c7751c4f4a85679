import type { Migration } from './index.ts';

/**
 * The advisory public vote. A vote is one mark on the roll and one more on a count: there is no ballot, hence no row, time or order that could be put beside
 * the mark. docs/decisions/0025-contest.md says what that protects and what not.
 */
export const publicVote: Migration = {
  name: '0027-public-vote',
  statements: [
    // `roll_key` turns accounts into marks; it goes with the marks when the vote is closed, and `report` says what was seen.
    `create table public_vote (
      contest_id text primary key references contest (id),
      opened_by text not null references user_account (id),
      opens_at text not null,
      closes_at text not null check (closes_at > opens_at),
      roll_key text,
      closed_at text,
      report text,
      check ((closed_at is null) = (roll_key is not null) and (closed_at is null) = (report is null))
    ) strict, without rowid`,
    `create table vote_candidate (
      contest_id text not null references public_vote (contest_id),
      entry_id text not null references entry (id),
      position integer not null,
      votes integer not null default 0 check (votes >= 0),
      primary key (contest_id, entry_id)
    ) strict, without rowid`,
    // Keyed hashes without a time, in the order of the hash.
    `create table vote_roll (
      contest_id text not null references public_vote (contest_id),
      mark text not null,
      primary key (contest_id, mark)
    ) strict, without rowid`,
    `create table vote_turnout (
      contest_id text not null references public_vote (contest_id),
      day text not null,
      kind text not null check (kind in ('OFFICIAL', 'OUTSIDE', 'NEW')),
      votes integer not null,
      primary key (contest_id, day, kind)
    ) strict, without rowid`,
    `create table vote_address (
      contest_id text not null references public_vote (contest_id),
      mark text not null,
      votes integer not null,
      primary key (contest_id, mark)
    ) strict, without rowid`,
    `create table vote_refusal (
      contest_id text not null references public_vote (contest_id),
      why text not null check (why in ('TWICE', 'CLOSED', 'UNVERIFIED')),
      count integer not null,
      primary key (contest_id, why)
    ) strict, without rowid`,
    `create trigger vote_counted before update on vote_candidate when new.votes <> old.votes + 1 begin select raise(abort, 'votes are counted one by one'); end`,
    `create trigger vote_of_somebody after update on vote_candidate when (select sum(votes) from vote_candidate where contest_id = new.contest_id) > (select count(*) from vote_roll where contest_id = new.contest_id)
      begin select raise(abort, 'a vote without a voter'); end`,
    `create trigger vote_candidate_kept before delete on vote_candidate begin select raise(abort, 'a candidate is kept'); end`,
    `create trigger vote_roll_open before insert on vote_roll when exists (select 1 from public_vote v where v.contest_id = new.contest_id and v.closed_at is not null) begin select raise(abort, 'the vote is closed'); end`,
    `create trigger public_vote_closed before update on public_vote when old.closed_at is not null begin select raise(abort, 'a closed vote does not change'); end`,
  ],
};
