/** The ways to a person. In-app is the floor: everybody with an account has it. */
export const channels = ['IN_APP', 'EMAIL', 'PUSH', 'SMS', 'ZALO', 'WEBHOOK', 'VNEID'] as const;
export type Channel = (typeof channels)[number];

/** What a delivery can be; docs/decisions/0014 draws the ways between them. */
export const deliveryStates = ['QUEUED', 'SENDING', 'UNCERTAIN', 'ACCEPTED', 'DELIVERED', 'BOUNCED', 'EXPIRED', 'SUPPRESSED', 'CANCELLED', 'FAILED'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** States from which nothing is sent any more. */
export const settledStates: readonly DeliveryState[] = ['DELIVERED', 'BOUNCED', 'EXPIRED', 'SUPPRESSED', 'CANCELLED', 'FAILED'];

/** Three priorities, as the grassroots radio rules know them (TT 39/2020): thông thường, ưu tiên, khẩn cấp. */
export const urgencies = ['NORMAL', 'PRIORITY', 'URGENT'] as const;
export type Urgency = (typeof urgencies)[number];

/** What happens to a delivery whose moment falls into quiet hours or over the cap: it waits for the next allowed moment, or it is not sent. */
export const whenClosed = ['WAIT', 'EXPIRE', 'DROP'] as const;
export type WhenClosed = (typeof whenClosed)[number];

/** What a message is about; people choose per topic what they want beyond their duty. */
export const topics = ['TRAINING', 'SECURITY', 'PROJECT_06', 'CONTEST', 'SYSTEM'] as const;
export type Topic = (typeof topics)[number];
