/** Kinds of accounts that are kept apart (grade 3 of information security); `SERVICE` belongs to people from outside and is never given by hand. */
export const staffAccountKinds = ['OPERATOR', 'ADMIN', 'TECHNICAL'] as const;
export type StaffAccountKind = (typeof staffAccountKinds)[number];
