import type { Migration } from './index.ts';

/** What the channels beyond mail need: a phone number per person. */
export const channels: Migration = {
  name: '0007-channels',
  statements: [`alter table user_account add column phone text`],
};
