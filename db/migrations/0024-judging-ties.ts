import type { Migration } from './index.ts';

/** Names that judges and entrants have ties with, and the renditions of entries that judges may read. */
export const judgingTies: Migration = {
  name: '0024-judging-ties',
  statements: [
    // Said by a judge of people and organisations, or by an entrant of possible judges: who is named is compared with whoever comes later, too.
    `create table declared_tie (
      id text primary key,
      judge_id text references judge (id),
      entry_id text references entry (id),
      name text not null check (length(name) between 1 and 200),
      reason text not null check (length(reason) between 1 and 1000),
      declared_by text not null references user_account (id),
      declared_at text not null,
      check ((judge_id is null) <> (entry_id is null))
    ) strict`,
    `create index declared_tie_judge on declared_tie (judge_id)`,
    `create index declared_tie_entry on declared_tie (entry_id)`,
    `create trigger declared_tie_kept before delete on declared_tie begin select raise(abort, 'a declared tie is kept'); end`,
    // A copy of a file without what says who made it. Judges read it once nothing is left, or once somebody has looked at what is left.
    `create table blind_copy (
      file_id text primary key references entry_file (id),
      entry_id text not null references entry (id),
      name text not null,
      bytes integer not null,
      sha256 text not null,
      leftovers text not null,
      made_at text not null,
      cleared_by text references user_account (id),
      cleared_at text,
      clearing_note text
    ) strict, without rowid`,
    `create index blind_copy_entry on blind_copy (entry_id)`,
  ],
};
