import type { Migration } from './index.ts';

/** Inspection packs: who asked for which unit and period, how far the making is, and the file until its time is over. */
export const inspectionPacks: Migration = {
  name: '0041-inspection-packs',
  statements: [
    // The row outlives the file, so that one can tell later what was taken out of the program, and what its hash was.
    `create table inspection_pack (
      id text primary key,
      unit_id text not null references org_unit (id),
      from_day text not null,
      to_day text not null check (to_day >= from_day),
      asked_by text not null references user_account (id),
      role text not null check (role in ('UNIT_LEADER', 'TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN')),
      asked_at text not null,
      started_at text,
      total_people integer not null default 0 check (total_people >= 0),
      done_people integer not null default 0 check (done_people >= 0),
      failure text,
      finished_at text,
      file_name text,
      bytes integer,
      sha256 text,
      keep_until text,
      erased_at text,
      check ((finished_at is null) = (file_name is null) and (finished_at is null) = (bytes is null) and (finished_at is null) = (sha256 is null) and (finished_at is null) = (keep_until is null))
    ) strict`,
    `create index inspection_pack_asker on inspection_pack (asked_by, asked_at)`,
    // A double click and a second tab lead to the pack that is in the making.
    `create unique index inspection_pack_open on inspection_pack (asked_by, unit_id, from_day, to_day) where finished_at is null and erased_at is null`,
    `create index inspection_pack_kept on inspection_pack (keep_until) where erased_at is null`,
  ],
};
