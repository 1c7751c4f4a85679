import type { Migration } from './index.ts';

const roles = "('LEARNER', 'UNIT_LEADER', 'TRAINING_ADMIN', 'CONTENT_EDITOR', 'CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER', 'CHANNEL_OPERATOR', 'AUDITOR', 'SYSTEM_ADMIN')";
const now = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";
const revoke = (id: string) => `update campaign_approval set revoked_at = ${now} where campaign_id = ${id} and revoked_at is null`;

/** Communication: the yearly plan, campaigns with four eyes, broadcast media, evaluation; and the roles for it. */
export const campaigns: Migration = {
  name: '0009-campaigns',
  statements: [
    // SQLite cannot change a check: the table is made anew with the new roles.
    `create table role_assignment_next (
      id text primary key,
      user_id text not null references user_account (id),
      role text not null check (role in ${roles}),
      scope text not null check (scope in ('SELF', 'SUBTREE', 'ALL')),
      unit_id text references org_unit (id),
      granted_by text references user_account (id),
      granted_at text not null,
      revoked_at text,
      check ((scope = 'SUBTREE') = (unit_id is not null))
    ) strict`,
    `insert into role_assignment_next (id, user_id, role, scope, unit_id, granted_by, granted_at, revoked_at) select id, user_id, role, scope, unit_id, granted_by, granted_at, revoked_at from role_assignment`,
    `drop table role_assignment`,
    `alter table role_assignment_next rename to role_assignment`,
    `create index role_assignment_user on role_assignment (user_id)`,
    `create unique index role_assignment_once on role_assignment (user_id, role, scope, coalesce(unit_id, '')) where revoked_at is null`,
    `create table holiday (
      day text primary key,
      name_vi text not null,
      name_en text not null
    ) strict, without rowid`,
    // Public holidays that are certain; days off beside them are decided year by year, and the province adds them.
    `insert into holiday (day, name_vi, name_en) values
      ('2026-01-01', 'Tết Dương lịch', 'New Year'), ('2026-02-16', 'Giao thừa Tết Bính Ngọ', 'Eve of Tết'), ('2026-02-17', 'Tết Bính Ngọ', 'Tết'), ('2026-02-18', 'Tết Bính Ngọ', 'Tết'), ('2026-02-19', 'Tết Bính Ngọ', 'Tết'),
      ('2026-04-26', 'Giỗ Tổ Hùng Vương', 'Hùng Kings’ Day'), ('2026-04-30', 'Ngày Thống nhất', 'Reunification Day'), ('2026-05-01', 'Quốc tế Lao động', 'Labour Day'), ('2026-09-02', 'Quốc khánh', 'National Day'),
      ('2027-01-01', 'Tết Dương lịch', 'New Year'), ('2027-02-05', 'Giao thừa Tết Đinh Mùi', 'Eve of Tết'), ('2027-02-06', 'Tết Đinh Mùi', 'Tết'), ('2027-02-07', 'Tết Đinh Mùi', 'Tết'), ('2027-02-08', 'Tết Đinh Mùi', 'Tết'),
      ('2027-04-16', 'Giỗ Tổ Hùng Vương', 'Hùng Kings’ Day'), ('2027-04-30', 'Ngày Thống nhất', 'Reunification Day'), ('2027-05-01', 'Quốc tế Lao động', 'Labour Day'), ('2027-09-02', 'Quốc khánh', 'National Day')`,
    `create table communication_plan (
      id text primary key,
      year integer not null unique check (year between 2020 and 2100),
      goal text not null,
      legal_basis text not null,
      created_by text references user_account (id),
      created_at text not null
    ) strict`,
    `create table campaign (
      id text primary key,
      plan_id text not null references communication_plan (id),
      code text not null unique,
      name text not null,
      model integer not null check (model in (26, 27)),
      content_source text not null,
      goal text not null,
      measure text not null,
      baseline_percent real check (baseline_percent between 0 and 100),
      target_percent real not null check (target_percent between 0 and 100),
      measured_after_days integer not null check (measured_after_days between 1 and 365),
      topic text not null,
      is_duty integer not null check (is_duty in (0, 1)),
      urgency text not null check (urgency in ('NORMAL', 'PRIORITY', 'URGENT')),
      urgent_reason text,
      is_drill integer not null check (is_drill in (0, 1)),
      audience text not null,
      send_at text,
      not_after text check (not_after > send_at),
      stagger_days integer not null default 0 check (stagger_days between 0 and 60),
      revision integer not null default 0,
      created_by text not null references user_account (id),
      created_at text not null,
      changed_at text not null,
      submitted_at text,
      submitted_by text references user_account (id),
      submitted_hash text,
      launched_at text,
      launched_by text references user_account (id),
      paused_at text,
      cancelled_at text,
      cancelled_reason text,
      check ((submitted_at is null) = (submitted_hash is null)),
      check (urgency <> 'URGENT' or urgent_reason is not null),
      check (launched_at is null or submitted_at is not null)
    ) strict`,
    `create index campaign_plan on campaign (plan_id, send_at)`,
    // The words for people stand under MESSAGE; EMAIL, PUSH … say through which channels they go; LED, LOUDSPEAKER … have words of their own.
    `create table campaign_medium (
      campaign_id text not null references campaign (id),
      medium text not null check (medium in ('MESSAGE', 'EMAIL', 'PUSH', 'SMS', 'ZALO', 'VNEID', 'LED', 'LOUDSPEAKER', 'POSTER', 'CRAWL')),
      when_closed text not null default 'WAIT' check (when_closed in ('WAIT', 'EXPIRE', 'DROP')),
      content text not null,
      primary key (campaign_id, medium)
    ) strict, without rowid`,
    // Everybody who wrote any part of it: none of them may approve it.
    `create table campaign_author (
      campaign_id text not null references campaign (id),
      user_id text not null references user_account (id),
      primary key (campaign_id, user_id)
    ) strict, without rowid`,
    // The audience as it was frozen when the campaign was handed in; wave 2 starts later, for comparison.
    `create table campaign_recipient (
      campaign_id text not null references campaign (id),
      user_id text not null references user_account (id),
      wave integer not null check (wave in (1, 2)),
      primary key (campaign_id, user_id)
    ) strict, without rowid`,
    `create table campaign_approval (
      id text primary key,
      campaign_id text not null references campaign (id),
      hash text not null,
      submitted_by text not null references user_account (id),
      approved_by text not null references user_account (id),
      note text not null,
      approved_at text not null,
      revoked_at text,
      unique (campaign_id, hash, approved_by),
      check (approved_by <> submitted_by)
    ) strict`,
    `create trigger campaign_approval_four_eyes before insert on campaign_approval
      when exists (select 1 from campaign_author where campaign_id = new.campaign_id and user_id = new.approved_by)
      begin select raise(abort, 'CAMPAIGN_FOUR_EYES'); end`,
    `create trigger campaign_approval_of_what_was_handed_in before insert on campaign_approval
      when not exists (select 1 from campaign where id = new.campaign_id and submitted_hash = new.hash and submitted_by = new.submitted_by)
      begin select raise(abort, 'CAMPAIGN_STALE_APPROVAL'); end`,
    // Any change takes every approval back, whoever makes it.
    `create trigger campaign_changed after update of revision on campaign when new.revision <> old.revision begin ${revoke('new.id')}; end`,
    `create trigger campaign_medium_added after insert on campaign_medium begin ${revoke('new.campaign_id')}; end`,
    `create trigger campaign_medium_changed after update on campaign_medium begin ${revoke('new.campaign_id')}; end`,
    `create trigger campaign_medium_removed after delete on campaign_medium begin ${revoke('old.campaign_id')}; end`,
    `create trigger campaign_launch_needs_approval before update of launched_at on campaign
      when new.launched_at is not null and old.launched_at is null
        and (select count(*) from campaign_approval where campaign_id = new.id and hash = new.submitted_hash and revoked_at is null) < (case new.urgency when 'URGENT' then 2 else 1 end)
      begin select raise(abort, 'CAMPAIGN_NOT_APPROVED'); end`,
    `create table place (
      id text primary key,
      kind text not null check (kind in ('LED', 'STATION', 'PANEL', 'BROADCASTER')),
      name text not null,
      unit_id text not null references org_unit (id),
      width integer,
      height integer,
      created_at text not null,
      closed_at text
    ) strict`,
    `create index place_unit on place (unit_id)`,
    `create table broadcast_slot (
      id text primary key,
      campaign_id text not null references campaign (id),
      place_id text not null references place (id),
      medium text not null check (medium in ('LED', 'LOUDSPEAKER', 'POSTER', 'CRAWL')),
      starts_at text not null,
      planned_by text references user_account (id),
      played_at text,
      confirmed_by text references user_account (id),
      confirmed_at text,
      note text,
      photo_sha256 text,
      photo_type text,
      missed_reason text,
      unique (campaign_id, place_id, medium, starts_at),
      check (played_at is null or missed_reason is null),
      check ((confirmed_at is null) = (played_at is null and missed_reason is null))
    ) strict`,
    `create index broadcast_slot_time on broadcast_slot (starts_at)`,
    // Citizens are asked by survey and only counted.
    `create table public_survey (
      id text primary key,
      campaign_id text not null references campaign (id),
      phase text not null check (phase in ('BEFORE', 'AFTER')),
      unit_id text not null references org_unit (id),
      asked integer not null check (asked > 0),
      right_count integer not null check (right_count between 0 and asked),
      recorded_by text not null references user_account (id),
      recorded_at text not null,
      unique (campaign_id, phase, unit_id)
    ) strict`,
    `create table campaign_evaluation (
      campaign_id text primary key references campaign (id),
      inputs text not null,
      outtakes text not null,
      outcomes text not null,
      impact text not null,
      lesson text not null,
      decision text not null check (decision in ('KEEP', 'ADJUST', 'STOP')),
      figures text not null,
      decided_by text not null references user_account (id),
      decided_at text not null
    ) strict, without rowid`,
  ],
};
