/** Front door of the contest for the frame. */
export { canSeeContestDesk, isFromOutside } from './policy.ts';
