/** Front door of communication for the frame: nothing of the server. */
export { canSeeCampaigns } from './policy.ts';
