import type { Migration } from './index.ts';

/** Since when an enrolment waits for a course that comes first: those of before were open, and stay so. */
export const lockedEnrolments: Migration = {
  name: '0051-locked-enrolments',
  statements: [`alter table enrollment add column locked_at text`],
};
