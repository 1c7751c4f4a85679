/** What the page of a campaign says after a deed, by the deed that the audit log must end with. */
const deeds = { submitted: 'submit', approved: 'approve', launched: 'launch', corrected: 'correct', paused: 'pause', resumed: 'resume', cancelled: 'cancel', returned: 'return' } as const;
export type CampaignDone = keyof typeof deeds;
export const campaignDones = Object.keys(deeds) as [CampaignDone, ...CampaignDone[]];

/** What of an address is so: it may be typed, kept from an earlier day or sent on, and others have done more since. */
export function doneNow(done: CampaignDone | undefined, lastAction: string | undefined): CampaignDone | null {
  return done !== undefined && lastAction === `campaign.${deeds[done]}` ? done : null;
}
