import type { Migration } from './index.ts';

/** The dated organisation tree, accounts, memberships, roles, sessions, imports. */
export const people: Migration = {
  name: '0002-people',
  statements: [
    `create table org_unit (
      id text primary key,
      kind text not null check (kind in ('PROVINCE_PC', 'DISTRICT_PC', 'COMMUNE_PC', 'DEPARTMENT', 'DIVISION', 'SERVICE_UNIT', 'POLICE', 'PARTY', 'MASS_ORG', 'STATE_VERTICAL', 'ENTERPRISE')),
      level text not null check (level in ('CENTRAL', 'PROVINCE', 'DISTRICT', 'COMMUNE')),
      valid_from text not null,
      valid_to text check (valid_to is null or valid_to > valid_from)
    ) strict`,
    `create table org_unit_version (
      id text primary key,
      unit_id text not null references org_unit (id),
      name text not null,
      short_name text not null,
      name_fold text not null,
      parent_id text references org_unit (id),
      valid_from text not null,
      valid_to text check (valid_to is null or valid_to > valid_from),
      unique (unit_id, valid_from)
    ) strict`,
    `create index org_unit_version_parent on org_unit_version (parent_id)`,
    `create table org_unit_code (
      id text primary key,
      unit_id text not null references org_unit (id),
      scheme text not null,
      code text not null,
      valid_from text not null,
      valid_to text check (valid_to is null or valid_to > valid_from),
      unique (scheme, code, valid_from)
    ) strict`,
    `create index org_unit_code_unit on org_unit_code (unit_id)`,
    `create table org_unit_change (
      id text primary key,
      kind text not null check (kind in ('MERGE', 'SPLIT', 'RENAME', 'UPGRADE', 'DISSOLVE', 'MOVE')),
      from_unit_id text references org_unit (id),
      to_unit_id text references org_unit (id),
      share text not null check (share in ('FULL', 'PART')),
      legal_basis text not null,
      effective_on text not null
    ) strict`,
    `create table user_account (
      id text primary key,
      account_kind text not null check (account_kind in ('ADMIN', 'OPERATOR', 'TECHNICAL', 'SERVICE')),
      staff_no text unique,
      email text unique,
      full_name text not null,
      name_fold text not null,
      staff_category text check (staff_category in ('CADRE', 'CIVIL_SERVANT', 'PUBLIC_EMPLOYEE', 'CONTRACT_WORKER')),
      locale text not null default 'vi' check (locale in ('vi', 'en')),
      theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
      joined_on text,
      left_on text,
      created_at text not null,
      disabled_at text,
      disabled_reason text
    ) strict`,
    `create index user_account_name on user_account (name_fold)`,
    `create table credential (
      user_id text primary key references user_account (id),
      password_hash text not null,
      must_change integer not null check (must_change in (0, 1)),
      changed_at text not null,
      expires_at text,
      failed_count integer not null default 0,
      locked_until text
    ) strict`,
    `create table password_history (
      id text primary key,
      user_id text not null references user_account (id),
      password_hash text not null,
      set_at text not null
    ) strict`,
    `create index password_history_user on password_history (user_id, set_at)`,
    `create table activation (
      id text primary key,
      user_id text references user_account (id),
      token_hash text not null unique,
      purpose text not null check (purpose in ('FIRST_ADMIN', 'ACTIVATE', 'RESET')),
      created_by text references user_account (id),
      created_at text not null,
      expires_at text not null,
      used_at text
    ) strict`,
    `create table session (
      id text primary key,
      token_hash text not null unique,
      user_id text not null references user_account (id),
      created_at text not null,
      last_seen_at text not null,
      expires_at text not null,
      idle_minutes integer not null,
      revoked_at text,
      user_agent text not null,
      address text not null
    ) strict`,
    `create index session_user on session (user_id)`,
    `create table held_form (
      id text primary key,
      user_id text not null references user_account (id),
      path text not null,
      body text not null,
      created_at text not null,
      expires_at text not null
    ) strict`,
    `create index held_form_user on held_form (user_id)`,
    `create table membership (
      id text primary key,
      user_id text not null references user_account (id),
      unit_id text not null references org_unit (id),
      position_title text not null,
      is_primary integer not null check (is_primary in (0, 1)),
      valid_from text not null,
      valid_to text check (valid_to is null or valid_to >= valid_from)
    ) strict`,
    `create index membership_unit on membership (unit_id)`,
    `create index membership_user on membership (user_id)`,
    `create unique index membership_one_primary on membership (user_id) where is_primary = 1 and valid_to is null`,
    `create table role_assignment (
      id text primary key,
      user_id text not null references user_account (id),
      role text not null check (role in ('LEARNER', 'UNIT_LEADER', 'TRAINING_ADMIN', 'CONTENT_EDITOR', 'AUDITOR', 'SYSTEM_ADMIN')),
      scope text not null check (scope in ('SELF', 'SUBTREE', 'ALL')),
      unit_id text references org_unit (id),
      granted_by text references user_account (id),
      granted_at text not null,
      revoked_at text,
      check ((scope = 'SUBTREE') = (unit_id is not null))
    ) strict`,
    `create index role_assignment_user on role_assignment (user_id)`,
    `create unique index role_assignment_once on role_assignment (user_id, role, scope, coalesce(unit_id, '')) where revoked_at is null`,
    `create table import_batch (
      id text primary key,
      file_name text not null,
      state text not null check (state in ('UPLOADED', 'CHECKED', 'QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
      mapping text not null,
      summary text not null,
      total_rows integer not null,
      done_rows integer not null default 0,
      created_by text not null references user_account (id),
      created_at text not null,
      finished_at text,
      failure text
    ) strict`,
    `create table import_row (
      batch_id text not null references import_batch (id),
      row_no integer not null,
      cells text not null,
      outcome text check (outcome in ('CREATE', 'UPDATE', 'TRANSFER', 'LEAVE', 'SAME', 'ERROR')),
      faults text,
      applied_at text,
      primary key (batch_id, row_no)
    ) strict`,
  ],
};
