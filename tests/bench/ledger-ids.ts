/** How many people the province of the bench has. */
export const people = 100_000;

const idOf = (kind: string) => (nth: number) => `${kind}-0000-7000-8000-${nth.toString(16).padStart(12, '0')}`;

/* Ids that sort by their number, as those of the product do by their time. */
export const personId = idOf('01900000');
export const messageId = idOf('01920000');
export const campaignId = idOf('01930000');
