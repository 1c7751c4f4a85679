import type { Migration } from './index.ts';

/** What shows that a prize is used: a pilot with its measure before and after, files as evidence, and the words in which a contest follows the recognition as an initiative. */
export const adoptionUse: Migration = {
  name: '0064-adoption-use',
  statements: [
    `create table adoption_file (
      id text primary key,
      adoption_id text not null references adoption (id),
      name text not null,
      kind text not null check (kind in ('PDF', 'DOCX', 'PPTX', 'XLSX', 'PNG', 'JPEG')),
      bytes integer not null check (bytes between 1 and 25000000),
      sha256 text not null,
      scan text not null check (scan in ('CLEAN', 'UNSCANNED')),
      uploaded_by text not null references user_account (id),
      uploaded_at text not null,
      removed_at text,
      shown_at text,
      check (removed_at is null or shown_at is null)
    ) strict`,
    `create index adoption_file_adoption on adoption_file (adoption_id)`,
    `alter table adoption_step add column file_id text references adoption_file (id)`,
    `create table adoption_pilot (
      adoption_id text primary key references adoption (id),
      place text not null check (length(place) > 0),
      starts_on text not null,
      ends_on text not null,
      measure text not null check (length(measure) > 0),
      unit text not null check (length(unit) > 0),
      less_is_better integer not null check (less_is_better in (0, 1)),
      baseline real not null,
      baseline_on text not null,
      result real,
      result_on text,
      file_id text references adoption_file (id),
      evidence text,
      written_by text not null references user_account (id),
      written_at text not null,
      check (starts_on <= ends_on and baseline_on <= starts_on),
      check ((result is null) = (result_on is null) and (result is null) = (file_id is null and evidence is null) and (result_on is null or result_on >= starts_on))
    ) strict, without rowid`,
    // The states as this contest calls them; what each means for the figures is one of four.
    `create table contest_recognition (
      contest_id text not null references contest (id),
      position integer not null,
      title text not null check (length(title) > 0),
      meaning text not null check (meaning in ('NONE', 'FILED', 'RECOGNISED', 'DECLINED')),
      primary key (contest_id, position)
    ) strict, without rowid`,
    // The words as they were when the state was recorded; a contest may call it otherwise later.
    `alter table adoption add column recognition_title text`,
  ],
};
