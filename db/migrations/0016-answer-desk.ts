import type { Migration } from './index.ts';

/** The answer desk: where an entry came from, what a draft looked like at each save, answers that a campaign needs, files that were handed in for import. */
export const answerDesk: Migration = {
  name: '0016-answer-desk',
  statements: [
    // The hash of the file from which the entry was last loaded: the same file changes nothing at the next start.
    `alter table faq_entry add column file_hash text`,
    // From this moment on the version is to be shown, once it has been approved; when the approval comes later, at once.
    `alter table faq_version add column planned_publish_at text`,
    `alter table legal_document add column revision integer not null default 0`,
    // One draft at a time: two people who write the next version write the same one.
    `create unique index faq_version_one_draft on faq_version (entry_id) where hash is null`,
    // Every save of a draft. Whoever saves second is shown what changed since she opened it.
    `create table faq_draft_save (
      version_id text not null references faq_version (id),
      revision integer not null,
      fields text not null,
      saved_by text references user_account (id),
      saved_at text not null,
      primary key (version_id, revision)
    ) strict, without rowid`,
    // What was handed in stands for its hash; it can be handed back, which makes it a draft again, until it has been published.
    `create trigger faq_version_frozen before update of topic_key, audience, question, variants, short, body, papers, fee, place, time_limit, as_of, confidence, volatility, review_due, transfer_to, sources, related on faq_version
      when old.hash is not null and new.hash is old.hash
      begin select raise(abort, 'FAQ_FROZEN'); end`,
    `create trigger faq_version_published_stays before update of hash on faq_version
      when old.hash is not null and new.hash is not old.hash and exists (select 1 from faq_publication where version_id = old.id and cancelled_at is null)
      begin select raise(abort, 'FAQ_FROZEN'); end`,
    `create trigger faq_legal_basis_added before insert on faq_legal_basis
      when exists (select 1 from faq_publication where version_id = new.version_id)
      begin select raise(abort, 'FAQ_FROZEN'); end`,
    `create trigger faq_legal_basis_removed before delete on faq_legal_basis
      when exists (select 1 from faq_version where id = old.version_id and hash is not null)
      begin select raise(abort, 'FAQ_FROZEN'); end`,
    `create trigger faq_legal_basis_changed before update on faq_legal_basis
      when exists (select 1 from faq_version where id = old.version_id and hash is not null)
      begin select raise(abort, 'FAQ_FROZEN'); end`,
    // Answers that must be shown when a campaign is sent.
    `create table campaign_answer (
      campaign_id text not null references campaign (id),
      entry_id text not null references faq_entry (id),
      primary key (campaign_id, entry_id)
    ) strict, without rowid`,
    // A file waits here between its check and its confirmation; its text goes when it has been applied.
    `create table answer_import (
      id text primary key,
      file_name text not null,
      content text not null,
      created_by text not null references user_account (id),
      created_at text not null,
      applied_at text,
      counts text
    ) strict`,
  ],
};
