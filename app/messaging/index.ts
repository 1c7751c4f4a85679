export { mobileNumber } from './rules/phone.ts';
export { smsSize, withoutMarks, type SmsSize } from './rules/sms-segments.ts';
export { messageContent, pagePath, type MessageContent } from './forms/content.ts';
export { channels, deliveryStates, topics, urgencies, whenClosed, type Channel, type DeliveryState, type Topic, type Urgency, type WhenClosed } from './rules/channels.ts';
export { dailyCap, quietHours, quietUntil } from './rules/sending-hours.ts';
export { faultOfVariables, hasVariables } from './rules/variables.ts';
