import type { Migration } from './index.ts';

const roles = "('LEARNER', 'UNIT_LEADER', 'TRAINING_ADMIN', 'CONTENT_EDITOR', 'CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER', 'CHANNEL_OPERATOR', 'ANSWER_APPRAISER', 'CALL_AGENT', 'CALL_SUPERVISOR', 'LEGAL_OFFICER', 'CONTEST_ORGANISER', 'CONTEST_APPROVER', 'AUDITOR', 'SYSTEM_ADMIN')";
const share = 'real not null check (weight > 0 and weight <= 1)';

/** The innovation contest (model 41): people from outside, calls with their rules and timetable, entries with receipts. */
export const contest: Migration = {
  name: '0020-contest',
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
    // Somebody from outside: an account of kind SERVICE that no list of officials shows, entered by a code sent to its address.
    `create table external_account (
      user_id text primary key references user_account (id),
      registered_at text not null,
      verified_at text,
      erased_at text
    ) strict, without rowid`,
    // `asked_from` is a keyed hash of the network address: enough to count, nothing to read.
    `create table sign_in_code (
      id text primary key,
      email text not null,
      asked_from text not null default '',
      code_hash text not null,
      created_at text not null,
      expires_at text not null,
      tries integer not null default 0,
      used_at text
    ) strict`,
    `create index sign_in_code_email on sign_in_code (email, created_at)`,
    `create table contest (
      id text primary key,
      slug text not null unique,
      code text not null unique check (length(code) between 2 and 12),
      title text not null,
      summary text not null,
      organiser_unit_id text not null references org_unit (id),
      eligibility text not null,
      blind integer not null default 1 check (blind in (0, 1)),
      reviews_per_entry integer not null default 3 check (reviews_per_entry between 3 and 9),
      scoring_method text not null default 'ADDITIVE' check (scoring_method in ('ADDITIVE', 'RAW_MEAN')),
      grace_seconds integer not null default 0 check (grace_seconds between 0 and 3600),
      revision integer not null default 1,
      created_by text not null references user_account (id),
      created_at text not null,
      published_at text,
      closed_at text
    ) strict`,
    // The rules as people agreed to them: published versions never change.
    `create table contest_rules (
      id text primary key,
      contest_id text not null references contest (id),
      version integer not null,
      body text not null,
      content_hash text not null,
      written_by text not null references user_account (id),
      written_at text not null,
      published_at text,
      unique (contest_id, version)
    ) strict`,
    `create trigger contest_rules_frozen before update on contest_rules when old.published_at is not null begin select raise(abort, 'published rules do not change'); end`,
    `create trigger contest_rules_kept before delete on contest_rules when old.published_at is not null begin select raise(abort, 'published rules are kept'); end`,
    `create table contest_track (id text primary key, contest_id text not null references contest (id), title text not null, position integer not null) strict`,
    `create table open_dataset (
      id text primary key,
      title text not null,
      holder text not null,
      url text check (url is null or url like 'https://%' or url like 'http://%'),
      terms text not null,
      added_by text not null references user_account (id),
      added_at text not null,
      closed_at text
    ) strict`,
    `create table contest_dataset (
      contest_id text not null references contest (id),
      dataset_id text not null references open_dataset (id),
      primary key (contest_id, dataset_id)
    ) strict, without rowid`,
    // The last second that still counts: 23:59:59 in Vietnam is 16:59:59Z, and an entry of 16:59:59.999Z is in time.
    `create table contest_moment (
      contest_id text not null references contest (id),
      kind text not null check (kind in ('OPENS', 'ENTRIES_CLOSE', 'SCREENING_ENDS', 'SCORING_ENDS', 'RESULTS')),
      at text not null,
      primary key (contest_id, kind)
    ) strict, without rowid`,
    // Everybody gets the same minutes more after an outage; the announced deadline stays readable.
    `create table contest_extension (
      id text primary key,
      contest_id text not null references contest (id),
      minutes integer not null check (minutes between 1 and 43200),
      reason text not null,
      decided_by text not null references user_account (id),
      decided_at text not null
    ) strict`,
    `create table contest_prize (
      id text primary key,
      contest_id text not null references contest (id),
      kind text not null check (kind in ('FIRST', 'SECOND', 'THIRD', 'CONSOLATION', 'SPECIAL')),
      title text not null,
      count integer not null check (count between 1 and 100),
      amount integer check (amount is null or amount >= 0),
      position integer not null
    ) strict`,
    `create table criterion (
      id text primary key,
      contest_id text not null references contest (id),
      title text not null,
      weight ${share},
      max_score integer not null check (max_score between 2 and 100),
      anchors text not null default '[]',
      position integer not null
    ) strict`,
    `create table contest_question (
      id text primary key,
      contest_id text not null references contest (id),
      asked_by text references user_account (id),
      question text not null,
      asked_at text not null,
      answer text,
      answered_by text references user_account (id),
      answered_at text,
      hidden_at text
    ) strict`,
    `create index contest_question_contest on contest_question (contest_id, asked_at)`,
    // Who takes part: a person, an organisation or a firm. One profile for each account.
    `create table contestant (
      user_id text primary key references user_account (id),
      kind text not null check (kind in ('INDIVIDUAL', 'ORGANISATION', 'ENTERPRISE')),
      legal_name text,
      tax_code text,
      phone text,
      place text,
      created_at text not null,
      changed_at text not null,
      check ((kind = 'INDIVIDUAL') = (legal_name is null))
    ) strict, without rowid`,
    `create table entry (
      id text primary key,
      contest_id text not null references contest (id),
      number text not null unique,
      track_id text references contest_track (id),
      owner_id text not null references user_account (id),
      title text not null,
      revision integer not null default 1,
      created_at text not null,
      submitted_at text,
      withdrawn_at text,
      erased_at text
    ) strict`,
    `create index entry_contest on entry (contest_id, submitted_at)`,
    `create index entry_owner on entry (owner_id)`,
    // One row a step, each with a revision of its own, so that two tabs on two steps never meet.
    `create table entry_part (
      entry_id text not null references entry (id),
      part text not null check (part in ('SUMMARY', 'PROBLEM', 'SOLUTION', 'DATA', 'LEGALITY', 'EFFECT', 'MATURITY', 'PLAN')),
      body text not null,
      revision integer not null,
      saved_at text not null,
      saved_by text not null references user_account (id),
      primary key (entry_id, part)
    ) strict, without rowid`,
    `create table entry_member (
      id text primary key,
      entry_id text not null references entry (id),
      user_id text references user_account (id),
      email text not null,
      full_name text not null,
      is_lead integer not null default 0 check (is_lead in (0, 1)),
      token_hash text unique,
      invited_at text not null,
      accepted_at text,
      removed_at text
    ) strict`,
    `create unique index entry_member_once on entry_member (entry_id, email) where removed_at is null`,
    `create index entry_member_user on entry_member (user_id)`,
    `create table entry_file (
      id text primary key,
      entry_id text not null references entry (id),
      name text not null,
      kind text not null check (kind in ('PDF', 'DOCX', 'PPTX', 'XLSX', 'PNG', 'JPEG')),
      declared_bytes integer not null check (declared_bytes > 0),
      received_bytes integer not null default 0,
      sha256 text,
      scan text not null default 'UNSCANNED' check (scan in ('UNSCANNED', 'CLEAN', 'QUARANTINED')),
      scan_note text,
      uploaded_by text not null references user_account (id),
      begun_at text not null,
      completed_at text,
      removed_at text
    ) strict`,
    `create index entry_file_entry on entry_file (entry_id)`,
    // What was handed in, as it was; the receipt is signed over its hash. Never changed, never deleted but by erasure of the words.
    `create table entry_submission (
      id text primary key,
      entry_id text not null references entry (id),
      version integer not null,
      submitted_by text not null references user_account (id),
      submitted_at text not null,
      rules_id text not null references contest_rules (id),
      content text not null,
      content_hash text not null,
      receipt text not null,
      signature text not null,
      unique (entry_id, version)
    ) strict`,
    `create trigger entry_submission_frozen before update on entry_submission when new.content_hash <> old.content_hash or new.receipt <> old.receipt or new.signature <> old.signature or new.submitted_at <> old.submitted_at begin select raise(abort, 'a submission does not change'); end`,
    `create trigger entry_submission_kept before delete on entry_submission begin select raise(abort, 'a submission is kept'); end`,
    // What was agreed to, in which version, by whom.
    `create table contest_consent (
      entry_id text not null references entry (id),
      user_id text not null references user_account (id),
      rules_id text not null references contest_rules (id),
      agreed_at text not null,
      withdrawn_at text,
      primary key (entry_id, user_id, rules_id)
    ) strict, without rowid`,
    // Screening: every look leaves a row; the last one counts.
    `create table eligibility_check (
      id text primary key,
      entry_id text not null references entry (id),
      outcome text not null check (outcome in ('ELIGIBLE', 'INELIGIBLE', 'UNCLEAR')),
      reason text not null,
      checked_by text not null references user_account (id),
      checked_at text not null,
      reply_until text,
      reply text,
      replied_at text
    ) strict`,
    `create index eligibility_check_entry on eligibility_check (entry_id, checked_at)`,
  ],
};
