import type { Migration } from './index.ts';

/** Whether teams read, with the results, why judges of a pairwise final chose as they did: part of the terms, so that it stands still from publication on. Contests that are public already have said nothing of it. */
export const pairReasons: Migration = {
  name: '0074-pair-reasons',
  statements: [
    `alter table contest add column pair_reasons text not null default 'NONE' check (pair_reasons in ('NONE', 'TEAMS'))`,
    `create trigger contest_pair_reasons_frozen before update of pair_reasons on contest when old.published_at is not null and new.pair_reasons <> old.pair_reasons
      begin select raise(abort, 'the terms do not change once they are public'); end`,
  ],
};
