/** The legal categories of staff. */
export const categories = ['CADRE', 'CIVIL_SERVANT', 'PUBLIC_EMPLOYEE', 'CONTRACT_WORKER'] as const;
export type Category = (typeof categories)[number];
