import { sql, type RawBuilder } from 'kysely';

/** Indexes that statements ask for by name, because the order in which people are walked is what makes them quick. A test holds them against the migrations: a statement that names an index which is not there fails. */
export const namedIndexes = ['attempt_failed', 'course_progress_course', 'course_progress_score', 'course_progress_standing', 'enrollment_standing', 'membership_home', 'membership_home_unit', 'user_account_sort'] as const;
export type NamedIndex = (typeof namedIndexes)[number];

/** Behind a table's name and alias: reads it by this index, or fails. */
export const indexedBy = (name: NamedIndex): RawBuilder<unknown> => sql.raw(`indexed by ${name}`);
