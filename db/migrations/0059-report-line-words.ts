import type { Migration } from './index.ts';

/** What hinders one model, and what the unit does about it next month: until now both could only be said of the whole report. */
export const reportLineWords: Migration = {
  name: '0059-report-line-words',
  statements: [
    `alter table monthly_report_line add column difficulties text not null default ''`,
    `alter table monthly_report_line add column tasks text not null default ''`,
  ],
};
