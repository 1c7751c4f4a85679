/** Front door of reports for the frame. */
export { canSeeReports } from './policy.ts';
