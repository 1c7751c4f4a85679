export { mobileNumber } from './rules/phone.ts';
export { smsSize, withoutMarks, type SmsSize } from './rules/sms-segments.ts';
export { filledWithLink, linkGap, linkLength } from './rules/link-gap.ts';
export { messageContent, pagePath, type MessageContent } from './forms/content.ts';
export { channels, deliveryStates, topics, urgencies, whenClosed, type Channel, type DeliveryState, type Topic, type Urgency, type WhenClosed } from './rules/channels.ts';
export { suppressedReasons, type SuppressedReason } from './rules/fate.ts';
export { holdReasons, dailyCap, quietHours, quietUntil, type HoldReason } from './rules/sending-hours.ts';
export { canHandOver } from './policy.ts';
export { faultOfVariables, hasVariables, textVariables } from './rules/variables.ts';
