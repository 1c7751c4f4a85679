import type { Migration } from './index.ts';

/** The end of the day on which citizens were asked: what had been broadcast in their commune by then. Counts of before this step have none; the moment at which they were recorded stands for it. */
export const askedOn: Migration = {
  name: '0069-asked-on',
  statements: [`alter table public_survey add column asked_until text`],
};
