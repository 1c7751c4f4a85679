import type { Migration } from './index.ts';

const roles = "('LEAD', 'COORDINATE', 'DATA_USER', 'CONTENT_PROVIDER', 'SECURITY_ASSESSOR', 'IMPLEMENTER')";
const writable = (report: string) => `(select state from monthly_report where id = ${report}) not in ('DRAFT', 'RETURNED')`;
const frozen = (table: string, deed: 'insert' | 'update' | 'delete', report: string) =>
  `create trigger ${table}_frozen_${deed} before ${deed} on ${table} when ${writable(report)} begin select raise(abort, 'a report that was handed in does not change'); end`;
const kept = (table: string) => ['update', 'delete'].map((deed) => `create trigger ${table}_no_${deed} before ${deed} on ${table} begin select raise(abort, '${table} is append-only'); end`);

/** Which steps lead on from which state. */
const steps = `(old_state in ('DRAFT', 'RETURNED') and new.step = 'HAND_IN')
  or (old_state = 'PENDING_APPROVAL' and new.step in ('TAKE_BACK', 'SEND_BACK', 'SUBMIT'))
  or (old_state = 'SUBMITTED' and new.step in ('RECEIVE', 'RETURN'))
  or (old_state = 'RECEIVED' and new.step in ('RETURN', 'ACCEPT'))
  or (old_state = 'ACCEPTED' and new.step = 'REOPEN')`;

/** The register of the models with who carries them, and the monthly report of each unit from draft to acceptance. */
export const monthlyReports: Migration = {
  name: '0038-monthly-reports',
  statements: [
    // As content/models.yaml says; what the file no longer says ends on the day on which that was seen.
    `create table pilot_model (
      number integer not null check (number >= 1),
      valid_from text not null,
      valid_to text check (valid_to is null or valid_to > valid_from),
      group_key text not null,
      group_name text not null,
      name text not null,
      goal text,
      deadline_kind text not null check (deadline_kind in ('YEAR', 'YEAR_ONWARD', 'YEAR_RANGE', 'QUARTER', 'PHASED', 'CONTINUOUS', 'RELATIVE', 'ROADMAP')),
      deadline_text text not null,
      starts_on text,
      ends_on text,
      details text not null,
      primary key (number, valid_from)
    ) strict, without rowid`,
    `create unique index pilot_model_now on pilot_model (number) where valid_to is null`,
    `create table pilot_model_role (
      number integer not null,
      valid_from text not null,
      position integer not null,
      role text not null check (role in ${roles}),
      agency_key text not null,
      agency_name text not null,
      note text,
      primary key (number, valid_from, position),
      foreign key (number, valid_from) references pilot_model (number, valid_from)
    ) strict, without rowid`,
    // Which unit of today carries which model: said by the standing agency, never computed.
    `create table model_assignment (
      id text primary key,
      unit_id text not null references org_unit (id),
      model_number integer not null,
      role text not null check (role in ${roles}),
      valid_from text not null,
      valid_to text check (valid_to is null or valid_to >= valid_from),
      note text not null default '',
      made_by text references user_account (id),
      made_at text not null
    ) strict`,
    `create unique index model_assignment_open on model_assignment (unit_id, model_number) where valid_to is null`,
    `create index model_assignment_model on model_assignment (model_number)`,
    `create trigger model_assignment_apart before insert on model_assignment when exists (
        select 1 from model_assignment a where a.unit_id = new.unit_id and a.model_number = new.model_number
          and a.valid_from < coalesce(new.valid_to, '9999') and new.valid_from < coalesce(a.valid_to, '9999'))
      begin select raise(abort, 'a unit carries a model once at a time'); end`,
    // Period and due moment are those that held when the report was begun.
    `create table monthly_report (
      id text primary key,
      unit_id text not null references org_unit (id),
      month text not null check (month glob '[0-9][0-9][0-9][0-9]-[01][0-9]'),
      period_start text not null,
      period_end text not null check (period_end > period_start),
      due_at text not null,
      state text not null default 'DRAFT' check (state in ('DRAFT', 'PENDING_APPROVAL', 'SUBMITTED', 'RECEIVED', 'RETURNED', 'ACCEPTED')),
      revision integer not null default 0,
      first_submitted_at text,
      started_by text references user_account (id),
      started_at text not null,
      changed_at text not null,
      unique (unit_id, month)
    ) strict`,
    `create index monthly_report_month on monthly_report (month)`,
    // Everybody who has written in it: none of them approves it.
    `create table monthly_report_author (
      report_id text not null references monthly_report (id),
      user_id text not null references user_account (id),
      primary key (report_id, user_id)
    ) strict, without rowid`,
    `create table monthly_report_part (
      report_id text not null references monthly_report (id),
      part text not null check (part in ('HEADER', 'DIRECTION', 'DIFFICULTIES', 'NEXT', 'PROPOSALS')),
      body text not null,
      revision integer not null check (revision >= 1),
      changed_by text references user_account (id),
      changed_at text not null,
      primary key (report_id, part)
    ) strict, without rowid`,
    frozen('monthly_report_part', 'insert', 'new.report_id'),
    frozen('monthly_report_part', 'update', 'old.report_id'),
    frozen('monthly_report_part', 'delete', 'old.report_id'),
    `create table monthly_report_line (
      report_id text not null references monthly_report (id),
      model_number integer not null,
      status text check (status in ('NOT_STARTED', 'IN_PROGRESS', 'COMPLETED', 'MAINTAINED', 'BLOCKED', 'STOPPED')),
      quantity real check (quantity >= 0),
      target real check (target > 0),
      measure text not null default '',
      evidence text not null default '',
      link text,
      comment text not null default '',
      revision integer not null check (revision >= 1),
      changed_by text references user_account (id),
      changed_at text not null,
      primary key (report_id, model_number)
    ) strict, without rowid`,
    frozen('monthly_report_line', 'insert', 'new.report_id'),
    frozen('monthly_report_line', 'update', 'old.report_id'),
    frozen('monthly_report_line', 'delete', 'old.report_id'),
    // What the program itself has counted; nobody writes it by hand. A value that would tell of fewer than ten people is left out.
    `create table monthly_report_figure (
      report_id text not null references monthly_report (id),
      model_number integer not null,
      key text not null,
      value real,
      total real,
      counted_at text not null,
      primary key (report_id, model_number, key)
    ) strict, without rowid`,
    frozen('monthly_report_figure', 'insert', 'new.report_id'),
    frozen('monthly_report_figure', 'update', 'old.report_id'),
    frozen('monthly_report_figure', 'delete', 'old.report_id'),
    `create table monthly_report_file (
      id text primary key,
      report_id text not null references monthly_report (id),
      model_number integer not null,
      name text not null,
      kind text not null check (kind in ('PDF', 'DOCX', 'XLSX', 'PNG', 'JPEG')),
      bytes integer not null check (bytes between 1 and 20000000),
      sha256 text not null,
      scan text not null check (scan in ('CLEAN', 'UNSCANNED', 'QUARANTINED')),
      uploaded_by text references user_account (id),
      uploaded_at text not null,
      removed_at text
    ) strict`,
    `create index monthly_report_file_report on monthly_report_file (report_id)`,
    `create unique index monthly_report_file_once on monthly_report_file (report_id, model_number, sha256) where removed_at is null`,
    frozen('monthly_report_file', 'insert', 'new.report_id'),
    frozen('monthly_report_file', 'update', 'old.report_id'),
    // What was approved, word for word.
    `create table monthly_report_version (
      report_id text not null references monthly_report (id),
      version integer not null check (version >= 1),
      content text not null,
      sha256 text not null,
      handed_in_by text references user_account (id),
      submitted_by text references user_account (id),
      submitted_at text not null,
      primary key (report_id, version),
      check (handed_in_by is null or handed_in_by <> submitted_by)
    ) strict, without rowid`,
    ...kept('monthly_report_version'),
    `create table monthly_report_step (
      id text primary key,
      report_id text not null references monthly_report (id),
      seq integer not null check (seq >= 1),
      step text not null check (step in ('HAND_IN', 'TAKE_BACK', 'SEND_BACK', 'SUBMIT', 'RECEIVE', 'RETURN', 'ACCEPT', 'REOPEN')),
      reason text,
      taken_by text not null references user_account (id),
      taken_at text not null,
      version integer,
      unique (report_id, seq),
      check ((reason is not null) = (step in ('SEND_BACK', 'RETURN', 'REOPEN'))),
      check ((version is not null) = (step = 'SUBMIT')),
      foreign key (report_id, version) references monthly_report_version (report_id, version)
    ) strict`,
    ...kept('monthly_report_step'),
    `create trigger monthly_report_step_in_order before insert on monthly_report_step when not exists (
        select 1 from (select state as old_state from monthly_report where id = new.report_id) where ${steps})
      begin select raise(abort, 'MONTHLY_REPORT_STEP'); end`,
    `create trigger monthly_report_four_eyes before insert on monthly_report_step when new.step in ('SUBMIT', 'SEND_BACK')
        and exists (select 1 from monthly_report_author a where a.report_id = new.report_id and a.user_id = new.taken_by)
      begin select raise(abort, 'MONTHLY_REPORT_FOUR_EYES'); end`,
    // The state follows from the steps; nobody sets it. What once was submitted and comes back stays returned until it is handed in again.
    `create trigger monthly_report_step_taken after insert on monthly_report_step begin
      update monthly_report set
        first_submitted_at = case when new.step = 'SUBMIT' then coalesce(first_submitted_at, new.taken_at) else first_submitted_at end,
        revision = revision + 1,
        changed_at = new.taken_at,
        state = case new.step
          when 'HAND_IN' then 'PENDING_APPROVAL' when 'SUBMIT' then 'SUBMITTED' when 'RECEIVE' then 'RECEIVED' when 'ACCEPT' then 'ACCEPTED'
          when 'RETURN' then 'RETURNED' when 'REOPEN' then 'RETURNED'
          else case when first_submitted_at is null then 'DRAFT' else 'RETURNED' end end
      where id = new.report_id; end`,
    `create trigger monthly_report_state_by_step before update of state on monthly_report when new.state is not (
        select case s.step
          when 'HAND_IN' then 'PENDING_APPROVAL' when 'SUBMIT' then 'SUBMITTED' when 'RECEIVE' then 'RECEIVED' when 'ACCEPT' then 'ACCEPTED'
          when 'RETURN' then 'RETURNED' when 'REOPEN' then 'RETURNED'
          else case when old.first_submitted_at is null then 'DRAFT' else 'RETURNED' end end
        from monthly_report_step s where s.report_id = old.id order by s.seq desc limit 1)
      begin select raise(abort, 'a state follows from a step'); end`,
    `create trigger monthly_report_no_delete before delete on monthly_report begin select raise(abort, 'a report is kept'); end`,
    // Who was reminded of what: once each, however often the job runs.
    `create table monthly_reminder (
      unit_id text not null references org_unit (id),
      month text not null,
      step text not null,
      written_at text not null,
      primary key (unit_id, month, step)
    ) strict, without rowid`,
  ],
};
