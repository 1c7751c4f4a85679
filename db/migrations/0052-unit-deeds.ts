import type { Migration } from './index.ts';

/** What administrators decide about units, at once or for a day to come: tables of the organisation tell what holds, this one who said so and on what basis. */
export const unitDeeds: Migration = {
  name: '0052-unit-deeds',
  statements: [
    `create table org_unit_deed (
      id text primary key,
      unit_id text not null,
      kind text not null check (kind in ('CREATE', 'RENAME', 'MOVE', 'CODE', 'END', 'MERGE')),
      deed text not null,
      effective_on text not null,
      legal_basis text not null check (length(legal_basis) between 3 and 300),
      decided_by text not null references user_account (id),
      decided_at text not null,
      done_at text,
      withdrawn_at text,
      withdrawn_by text references user_account (id),
      fault text,
      check (done_at is null or withdrawn_at is null),
      check ((withdrawn_at is null) = (withdrawn_by is null))
    ) strict`,
    `create index org_unit_deed_unit on org_unit_deed (unit_id, effective_on)`,
    `create index org_unit_deed_planned on org_unit_deed (effective_on) where done_at is null and withdrawn_at is null`,
    `create trigger org_unit_deed_frozen before update of id, unit_id, kind, deed, effective_on, legal_basis, decided_by, decided_at on org_unit_deed begin select raise(abort, 'a decision on a unit does not change'); end`,
    `create trigger org_unit_deed_kept before delete on org_unit_deed begin select raise(abort, 'a decision on a unit is kept'); end`,
  ],
};
