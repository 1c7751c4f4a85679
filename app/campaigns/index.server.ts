/** Front door of communication for seeds, jobs and reports. */
export { approveCampaign } from './commands/approve-campaign.server.ts';
export { confirmSlot, planSlots } from './commands/broadcast.server.ts';
export { addPlace } from './commands/write-place.server.ts';
export { evaluateCampaign, recordSurvey, type Evaluation } from './commands/evaluate-campaign.server.ts';
export { submitCampaign } from './commands/submit-campaign.server.ts';
export { addCampaign, editAudience, editMessage, editPublicMedium, editSchedule } from './commands/write-campaign.server.ts';
export { addPlanLine, editPlan } from './commands/write-plan.server.ts';
export { unitReach, type UnitReach } from './queries/unit-reach.server.ts';
export { everybody, type AudienceRules } from './forms/audience.ts';
export type { GoalFields as StoredGoal } from './forms/campaign.ts';
export type { LineFields as PlanLine } from './forms/plan.ts';
export type { PersonalMedium, PublicMedium } from './rules/media.ts';
export { listCampaignWork, type CampaignWork } from './queries/waiting-work.server.ts';
export type { MessageContent } from '../messaging/index.ts';
export { campaignsSettings } from './settings.server.ts';
