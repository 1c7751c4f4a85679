import type { Migration } from './index.ts';

const now = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";
const revoke = (id: string) => `update campaign_approval set revoked_at = ${now} where campaign_id = ${id} and revoked_at is null`;
const publicMedia = "'LED', 'LOUDSPEAKER', 'POSTER', 'CRAWL', 'POST'";
const slotColumns = 'id, campaign_id, place_id, medium, starts_at, planned_by, played_at, confirmed_by, confirmed_at, note, photo_sha256, photo_type, missed_reason, correction_id, quiet_reason';

/** What a provider allows a second, kept by all processes together; posts on portals and pages, and the webhook as a channel that a campaign may choose. */
export const paceAndPosts: Migration = {
  name: '0061-pace-and-posts',
  statements: [
    // Calls of the last second by slices of it, as JSON: [end of the slice in milliseconds of the machine's own watch, calls][].
    `create table channel_pace (
      channel text primary key,
      calls text not null
    ) strict, without rowid`,

    // Made anew with the new words: a check without a name cannot be changed.
    `create table campaign_medium_next (
      campaign_id text not null references campaign (id),
      medium text not null check (medium in ('MESSAGE', 'EMAIL', 'PUSH', 'SMS', 'ZALO', 'WEBHOOK', 'VNEID', ${publicMedia})),
      when_closed text not null default 'WAIT' check (when_closed in ('WAIT', 'EXPIRE', 'DROP')),
      content text not null,
      primary key (campaign_id, medium)
    ) strict, without rowid`,
    `insert into campaign_medium_next (campaign_id, medium, when_closed, content) select campaign_id, medium, when_closed, content from campaign_medium`,
    `drop table campaign_medium`,
    `alter table campaign_medium_next rename to campaign_medium`,
    `create trigger campaign_medium_added after insert on campaign_medium begin ${revoke('new.campaign_id')}; end`,
    `create trigger campaign_medium_changed after update on campaign_medium begin ${revoke('new.campaign_id')}; end`,
    `create trigger campaign_medium_removed after delete on campaign_medium begin ${revoke('old.campaign_id')}; end`,

    // Slots refer to places and to corrections: they stand aside until both are made anew.
    `create table broadcast_slot_aside (${slotColumns.replaceAll(',', ' text,')} text) strict`,
    `insert into broadcast_slot_aside (${slotColumns}) select ${slotColumns} from broadcast_slot`,
    `drop table broadcast_slot`,
    `create table place_next (
      id text primary key,
      kind text not null check (kind in ('LED', 'STATION', 'PANEL', 'BROADCASTER', 'PLATFORM')),
      name text not null,
      unit_id text not null references org_unit (id),
      width integer,
      height integer,
      created_at text not null,
      closed_at text
    ) strict`,
    `insert into place_next (id, kind, name, unit_id, width, height, created_at, closed_at) select id, kind, name, unit_id, width, height, created_at, closed_at from place`,
    `drop table place`,
    `alter table place_next rename to place`,
    `create index place_unit on place (unit_id)`,
    `create table broadcast_correction_next (
      id text primary key,
      campaign_id text not null references campaign (id),
      medium text not null check (medium in (${publicMedia})),
      words text not null,
      reason text not null check (length(reason) between 1 and 500),
      created_by text not null references user_account (id),
      created_at text not null
    ) strict`,
    `insert into broadcast_correction_next (id, campaign_id, medium, words, reason, created_by, created_at) select id, campaign_id, medium, words, reason, created_by, created_at from broadcast_correction`,
    `drop table broadcast_correction`,
    `alter table broadcast_correction_next rename to broadcast_correction`,
    `create index broadcast_correction_campaign on broadcast_correction (campaign_id, medium, created_at)`,
    `create table broadcast_slot (
      id text primary key,
      campaign_id text not null references campaign (id),
      place_id text not null references place (id),
      medium text not null check (medium in (${publicMedia})),
      starts_at text not null,
      planned_by text references user_account (id),
      played_at text,
      confirmed_by text references user_account (id),
      confirmed_at text,
      note text,
      photo_sha256 text,
      photo_type text,
      missed_reason text,
      correction_id text references broadcast_correction (id),
      quiet_reason text check (length(quiet_reason) between 1 and 500),
      -- Where a post can be read: its proof.
      post_url text check (length(post_url) between 1 and 500),
      unique (campaign_id, place_id, medium, starts_at),
      check (played_at is null or missed_reason is null),
      check ((confirmed_at is null) = (played_at is null and missed_reason is null)),
      check (post_url is null or (medium = 'POST' and played_at is not null)),
      check (medium <> 'POST' or played_at is null or post_url is not null)
    ) strict`,
    `insert into broadcast_slot (${slotColumns}) select ${slotColumns} from broadcast_slot_aside`,
    `drop table broadcast_slot_aside`,
    `create index broadcast_slot_time on broadcast_slot (starts_at)`,
  ],
};
