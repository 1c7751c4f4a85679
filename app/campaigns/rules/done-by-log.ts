/** What the pages of a campaign, of a plan, of a place and of an evaluation say after a deed, by the action that it leaves in the log. */
export const campaignDeeds = {
  submitted: 'campaign.submit', approved: 'campaign.approve', launched: 'campaign.launch', corrected: 'campaign.correct', paused: 'campaign.pause', resumed: 'campaign.resume', cancelled: 'campaign.cancel', returned: 'campaign.return',
} as const;
export const planDeeds = { saved: 'plan.edit', added: 'plan.add-line', edited: 'plan.edit-line', dropped: 'plan.drop-line' } as const;
export const placeDeeds = { reopened: 'place.reopen' } as const;
export const evaluationDeeds = { recorded: 'campaign.survey', concluded: 'campaign.evaluate' } as const;

/** The names that an address may use for some deeds. */
export const namesOf = <Name extends string>(deeds: Readonly<Record<Name, string>>) => Object.keys(deeds) as [Name, ...Name[]];

/** What of an address is so: it may be typed, kept from an earlier day or sent on, and others may have done more since. @param last the deed that was done last, when it was about this page's object */
export function doneByLog<Name extends string>(deeds: Readonly<Record<Name, string>>, done: Name | undefined, last: { action: string } | null): Name | null {
  return done !== undefined && last?.action === deeds[done] ? done : null;
}
