import type { Migration } from './index.ts';

/** A file of evidence that the scanner stops after it was taken in: the row stays, since a benefit may rest on it, but nobody gets it and nobody sees it in public. */
export const stoppedEvidence: Migration = {
  name: '0073-stopped-evidence',
  statements: [
    `alter table adoption_file add column stopped_at text check (stopped_at is null or shown_at is null)`,
    `alter table adoption_file add column stopped_note text check ((stopped_at is null) = (stopped_note is null))`,
  ],
};
