import type { Migration } from './index.ts';

/** Lists of people in Vietnamese order, and a revision so that two administrators cannot overwrite each other unseen. */
export const peopleAdmin: Migration = {
  name: '0004-people-admin',
  statements: [
    `alter table user_account add column sort_key text not null default ''`,
    `alter table user_account add column revision integer not null default 0`,
    `create index user_account_sort on user_account (sort_key, id)`,
    `create index activation_user on activation (user_id)`,
    `create index audit_event_at on audit_event (at)`,
    `create index audit_event_action on audit_event (action)`,
  ],
};
