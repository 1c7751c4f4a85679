import type { Migration } from './index.ts';

/** The yearly communication plan line by line, and the quick question that is asked before and after a campaign. */
export const campaignPlan: Migration = {
  name: '0014-campaign-plan',
  statements: [
    `alter table communication_plan add column revision integer not null default 0`,
    `alter table communication_plan add column changed_by text references user_account (id)`,
    `alter table communication_plan add column changed_at text`,
    // What a year wants to do, quarter by quarter; campaigns carry it out. A line is dropped with a reason, never deleted.
    `create table plan_line (
      id text primary key,
      plan_id text not null references communication_plan (id),
      quarter integer not null check (quarter between 1 and 4),
      topic text not null check (topic in ('TRAINING', 'SECURITY', 'PROJECT_06', 'CONTEST', 'SYSTEM')),
      model integer not null check (model in (26, 27)),
      title text not null check (length(title) between 1 and 200),
      created_by text not null references user_account (id),
      created_at text not null,
      changed_at text not null,
      dropped_at text,
      dropped_reason text,
      check ((dropped_at is null) = (dropped_reason is null))
    ) strict`,
    `create index plan_line_plan on plan_line (plan_id, quarter)`,
    `alter table campaign add column plan_line_id text references plan_line (id)`,
    `create index campaign_plan_line on campaign (plan_line_id)`,
    // A question for officials as JSON: half of the audience answers it before, the other half after, so nobody is asked twice.
    `alter table campaign add column pulse text`,
    `create table campaign_pulse (
      campaign_id text not null references campaign (id),
      phase text not null check (phase in ('BEFORE', 'AFTER')),
      message_id text not null unique references message (id),
      primary key (campaign_id, phase)
    ) strict, without rowid`,
    // What an approval stands for has grown: whoever waits for one hands in again.
    `update campaign set submitted_at = null, submitted_by = null, submitted_hash = null, revision = revision + 1 where submitted_at is not null and launched_at is null`,
  ],
};
