import type { Migration } from './index.ts';

/** Broadcasts keep quiet hours as messages do: whoever plans one inside them says why, and whoever approves the campaign reads it. */
export const broadcastRules: Migration = {
  name: '0044-broadcast-rules',
  statements: [
    `alter table broadcast_slot add column quiet_reason text check (length(quiet_reason) between 1 and 500)`,
  ],
};
