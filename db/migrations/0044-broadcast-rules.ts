import type { Migration } from './index.ts';

/** Broadcasts keep quiet hours as messages do: whoever plans one inside them says why, and whoever approves the campaign reads it. */
export const broadcastRules: Migration = {
  name: '0044-broadcast-rules',
  statements: [
    // Which of the product's own figures the target is compared with; until here it was whichever there was.
    `alter table campaign add column measured_by text not null default 'QUESTION' check (measured_by in ('PULSE', 'QUESTION', 'SURVEY', 'READ', 'FOLLOWED', 'STARTED', 'PLAYED', 'OTHER'))`,
    `update campaign set measured_by = case when pulse is not null then 'PULSE' when model = 27 then 'SURVEY' else 'QUESTION' end`,
    // What an approval stands for has grown: whoever waits for one hands in again, and her audience is counted then.
    `delete from campaign_recipient where campaign_id in (select id from campaign where submitted_at is not null and launched_at is null)`,
    `update campaign set submitted_at = null, submitted_by = null, submitted_hash = null, revision = revision + 1 where submitted_at is not null and launched_at is null`,
    // Why a campaign was concluded before the day on which its effect was to be measured.
    `alter table campaign_evaluation add column early_reason text check (length(early_reason) between 1 and 500)`,
    // The right words of a medium that went out wrong: the approved ones stay as they were. Slots that carry a correction belong to it.
    `create table broadcast_correction (
      id text primary key,
      campaign_id text not null references campaign (id),
      medium text not null check (medium in ('LED', 'LOUDSPEAKER', 'POSTER', 'CRAWL')),
      words text not null,
      reason text not null check (length(reason) between 1 and 500),
      created_by text not null references user_account (id),
      created_at text not null
    ) strict`,
    `create index broadcast_correction_campaign on broadcast_correction (campaign_id, medium, created_at)`,
    `alter table broadcast_slot add column correction_id text references broadcast_correction (id)`,
    `alter table broadcast_slot add column quiet_reason text check (length(quiet_reason) between 1 and 500)`,
  ],
};
