import type { Migration } from './index.ts';

const roles = "('LEARNER', 'UNIT_LEADER', 'TRAINING_ADMIN', 'CONTENT_EDITOR', 'CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER', 'CHANNEL_OPERATOR', 'ANSWER_APPRAISER', 'CALL_AGENT', 'CALL_SUPERVISOR', 'LEGAL_OFFICER', 'AUDITOR', 'SYSTEM_ADMIN')";
const now = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

/** Answers: versions with four eyes, publications by the second, legal bases with their dates, words that searchers use; and the roles for it. */
export const faq: Migration = {
  name: '0015-faq',
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
    `create table faq_topic (
      key text primary key,
      title text not null,
      title_en text not null,
      position integer not null
    ) strict, without rowid`,
    // Bodies to which a question is handed on.
    `create table competent_body (
      key text primary key,
      name text not null,
      phone text,
      closed_at text
    ) strict, without rowid`,
    // effective_to is the last day on which the document holds; the day after, whatever rests on it is flagged.
    `create table legal_document (
      id text primary key,
      name text not null unique,
      effective_from text,
      effective_to text,
      check (effective_to is null or effective_from is null or effective_to >= effective_from)
    ) strict`,
    `create table faq_entry (
      id text primary key,
      slug text not null unique,
      created_by text references user_account (id),
      created_at text not null,
      retired_at text
    ) strict`,
    // Written while it is a draft; from submission on it never changes. A sample is demo data and says so.
    `create table faq_version (
      id text primary key,
      entry_id text not null references faq_entry (id),
      number integer not null,
      topic_key text not null references faq_topic (key),
      audience text not null check (audience in ('PUBLIC', 'INTERNAL')),
      question text not null,
      variants text not null,
      short text not null,
      body text not null,
      papers text not null,
      fee text,
      place text,
      time_limit text,
      as_of text not null,
      confidence text not null check (confidence in ('A', 'B', 'C')),
      volatility text not null check (volatility in ('LOW', 'MEDIUM', 'HIGH')),
      review_due text not null,
      transfer_to text references competent_body (key),
      sources text not null,
      related text not null,
      is_sample integer not null default 0 check (is_sample in (0, 1)),
      revision integer not null default 0,
      created_at text not null,
      changed_at text not null,
      submitted_at text,
      submitted_by text references user_account (id),
      hash text,
      returned_at text,
      returned_reason text,
      unique (entry_id, number),
      check ((submitted_at is null) = (hash is null))
    ) strict`,
    `create table faq_legal_basis (
      version_id text not null references faq_version (id),
      position integer not null,
      document_id text not null references legal_document (id),
      article text,
      primary key (version_id, position)
    ) strict, without rowid`,
    `create index faq_legal_basis_document on faq_legal_basis (document_id)`,
    // Everybody who wrote any part of it: none of them may approve it.
    `create table faq_author (
      version_id text not null references faq_version (id),
      user_id text not null references user_account (id),
      primary key (version_id, user_id)
    ) strict, without rowid`,
    `create table faq_approval (
      id text primary key,
      version_id text not null references faq_version (id),
      hash text not null,
      approved_by text references user_account (id),
      note text not null,
      approved_at text not null,
      revoked_at text,
      unique (version_id, hash, approved_by)
    ) strict`,
    `create trigger faq_approval_four_eyes before insert on faq_approval
      when exists (select 1 from faq_author where version_id = new.version_id and user_id = new.approved_by)
      begin select raise(abort, 'FAQ_FOUR_EYES'); end`,
    `create trigger faq_approval_of_what_was_handed_in before insert on faq_approval
      when not exists (select 1 from faq_version where id = new.version_id and hash = new.hash)
      begin select raise(abort, 'FAQ_STALE_APPROVAL'); end`,
    `create trigger faq_version_changed after update of revision, hash on faq_version when new.revision <> old.revision or new.hash is not old.hash
      begin update faq_approval set revoked_at = ${now} where version_id = new.id and revoked_at is null; end`,
    // From publish_at on the entry shows this version, until a later publication or withdraw_at. What is shown follows from the clock alone; no job has to switch anything.
    `create table faq_publication (
      id text primary key,
      entry_id text not null references faq_entry (id),
      version_id text not null references faq_version (id),
      publish_at text not null,
      withdraw_at text,
      withdraw_reason text,
      created_by text references user_account (id),
      created_at text not null,
      cancelled_at text,
      check (withdraw_at is null or withdraw_at >= publish_at)
    ) strict`,
    `create unique index faq_publication_moment on faq_publication (entry_id, publish_at) where cancelled_at is null`,
    `create index faq_publication_version on faq_publication (version_id)`,
    `create trigger faq_publication_needs_approval before insert on faq_publication
      when not exists (select 1 from faq_approval a join faq_version v on v.id = a.version_id and v.hash = a.hash where a.version_id = new.version_id and a.revoked_at is null and v.entry_id = new.entry_id)
      begin select raise(abort, 'FAQ_NOT_APPROVED'); end`,
    // What may show other answers from some moment on, in the order in which it was written: every process reads what is new to it before it searches.
    `create table faq_change (
      seq integer primary key autoincrement,
      entry_id text not null,
      at text not null
    ) strict`,
    `create trigger faq_publication_made after insert on faq_publication begin insert into faq_change (entry_id, at) values (new.entry_id, new.created_at); end`,
    `create trigger faq_publication_changed after update on faq_publication begin insert into faq_change (entry_id, at) values (new.entry_id, ${now}); end`,
    `create trigger faq_entry_retired after update of retired_at on faq_entry begin insert into faq_change (entry_id, at) values (new.id, ${now}); end`,
    // Abbreviations and lay words, both ways, edited by the editors; old and new names of communes are words of this kind, too.
    `create table search_word (
      id text primary key,
      word text not null,
      word_fold text not null,
      meaning text not null,
      meaning_fold text not null,
      created_by text references user_account (id),
      created_at text not null,
      retired_at text
    ) strict`,
    `create unique index search_word_once on search_word (word_fold, meaning_fold) where retired_at is null`,
    `create table faq_feedback (
      id text primary key,
      version_id text not null references faq_version (id),
      is_helpful integer not null check (is_helpful in (0, 1)),
      reason text check (reason in ('NOT_MY_QUESTION', 'UNCLEAR', 'WRONG', 'OUTDATED', 'OTHER')),
      comment text,
      source text not null check (source in ('PUBLIC', 'STAFF', 'DESK')),
      at text not null
    ) strict`,
    `create index faq_feedback_version on faq_feedback (version_id, at)`,
    // What was asked, without who asked; long digits are masked before the row is written.
    `create table faq_search (
      id text primary key,
      question text not null,
      question_fold text not null,
      results integer not null,
      opened_version_id text references faq_version (id),
      source text not null check (source in ('PUBLIC', 'STAFF', 'DESK')),
      unit_id text references org_unit (id),
      at text not null
    ) strict`,
    `create index faq_search_at on faq_search (at)`,
    `create index faq_search_fold on faq_search (question_fold, at)`,
  ],
};
