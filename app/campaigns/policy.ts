import type { Actor } from '../people/actor.ts';
import { hasRole } from '../people/policy.ts';

/** Pure sentences about who may do what with communication. The database holds the four eyes by itself. */

export const canSeeCampaigns = (actor: Actor): boolean => hasRole(actor, 'CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER', 'CHANNEL_OPERATOR', 'AUDITOR', 'SYSTEM_ADMIN');
export const canWriteCampaigns = (actor: Actor): boolean => hasRole(actor, 'CAMPAIGN_MAKER');
export const canApproveCampaigns = (actor: Actor): boolean => hasRole(actor, 'CAMPAIGN_APPROVER');
/** Whoever may launch may also stop: a fault is stopped by the first who sees it. */
export const canStopCampaigns = (actor: Actor): boolean => hasRole(actor, 'CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER');
export const canConfirmBroadcasts = (actor: Actor): boolean => hasRole(actor, 'CHANNEL_OPERATOR', 'CAMPAIGN_MAKER');
