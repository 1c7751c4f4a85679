export { mobileNumber } from './rules/phone.ts';
export { smsSize, withoutMarks, type SmsSize } from './rules/sms-segments.ts';
export { messageContent, type MessageContent } from './forms/content.ts';
export { channels, deliveryStates, topics, urgencies, whenClosed, type Channel, type DeliveryState, type Topic, type Urgency, type WhenClosed } from './rules/channels.ts';
export { bodyLimit, isTooDeep, parseBody } from './channels/email-markdown.ts';
export { drawHtml, drawText } from './channels/email-body.ts';
export { linkFor } from './channels/email-links.ts';
export { dailyCap, quietHours, quietUntil } from './rules/sending-hours.ts';
