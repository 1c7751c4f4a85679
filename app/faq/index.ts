/** Front door of answers and calls for the frame: nothing of the server. */
export { canTakeCalls } from './policy.ts';
