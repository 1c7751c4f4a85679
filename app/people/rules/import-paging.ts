import { outcomes } from './import-verdict.ts';

export const rowsPerPage = 50;
/** What the rows of a file can be narrowed to, in the order of the tabs. */
export const rowFilters = ['ALL', ...outcomes, 'WARNING'] as const;
export type RowFilter = (typeof rowFilters)[number];

/** The first and last row number on a page, counted from 1. */
export function rowsShown(page: number, total: number): { from: number; to: number } {
  return { from: Math.min(total, (page - 1) * rowsPerPage + 1), to: Math.min(total, page * rowsPerPage) };
}
