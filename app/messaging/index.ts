export { mobileNumber } from './rules/phone.ts';
export { smsSize, withoutMarks, type SmsSize } from './rules/sms-segments.ts';
