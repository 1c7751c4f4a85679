import type { Migration } from './index.ts';

const kept = (name: string, usual: string) => `coalesce((select json_extract(s.value, '$.${name}') from setting s where s.key = 'contest.terms/' || contest.id order by s.valid_from desc limit 1), ${usual})`;

/** What a contest promises beside its timetable stands with the contest, where it stands still from publication on; until here it was a setting, which anybody who may change settings could move. */
export const contestTerms: Migration = {
  name: '0043-contest-terms',
  statements: [
    `alter table contest add column late_upload_minutes integer not null default 30 check (late_upload_minutes between 0 and 120)`,
    `alter table contest add column public_vote text not null default 'AFTER_RESULTS' check (public_vote in ('AFTER_RESULTS', 'NONE'))`,
    `update contest set late_upload_minutes = ${kept('lateUploadMinutes', '30')}, public_vote = ${kept('publicVote', "'AFTER_RESULTS'")}`,
    `delete from setting where key like 'contest.terms/%'`,
    `create trigger contest_terms_frozen before update of late_upload_minutes, public_vote, grace_seconds on contest when old.published_at is not null and (new.late_upload_minutes <> old.late_upload_minutes or new.public_vote <> old.public_vote or new.grace_seconds <> old.grace_seconds)
      begin select raise(abort, 'the terms do not change once they are public'); end`,
  ],
};
