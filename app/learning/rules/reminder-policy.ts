import { z } from 'zod';
import { defineSetting } from '../../platform/settings.ts';

/** Beside the inbox, where a reminder always stands. */
export const reminderChannels = ['EMAIL', 'PUSH', 'SMS'] as const;
export type ReminderChannel = (typeof reminderChannels)[number];

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const days = z.number().int().min(1).max(90);

export const policyShape = z.object({
  /** Days before the due day. */
  before: z.array(days).max(6),
  onDueDay: z.boolean(),
  /** The first reminder after the due day, then one every so many days, so many times more; null for none. */
  after: z.object({ first: days, every: days, times: z.number().int().min(0).max(12) }).nullable(),
  /** When reminders go out. */
  hour: time,
  /** When it is too late for today, because the machine stood still: what was missed goes out on the next morning. */
  until: time,
  workingDaysOnly: z.boolean(),
  /** How many days after its day a missed reminder is still sent. */
  catchUpDays: z.number().int().min(0).max(30),
  channels: z.array(z.enum(reminderChannels)),
  /** When somebody's leader is told that she is late: so many days after the due day, then every so many days, so many times more; null for never. */
  escalation: z.object({ first: days, every: days, times: z.number().int().min(0).max(5) }).nullable().default({ first: 7, every: 14, times: 2 }),
  /** When leaders get the figures of their units: a day of the week (1 is Monday) and an hour; null for never. */
  digest: z.object({ weekday: z.number().int().min(1).max(7), hour: time }).nullable().default({ weekday: 1, hour: '08:30' }),
  /** Reminders of mandatory courses belong to people's duties: nobody can opt out of them. */
  isDuty: z.boolean(),
});
export type ReminderPolicy = z.infer<typeof policyShape>;

/** When people are reminded of courses that are due, and how. */
export const reminderPolicy = defineSetting<ReminderPolicy>({
  key: 'learning.reminder-policy',
  value: policyShape,
  fallback: { before: [7, 1], onDueDay: true, after: { first: 3, every: 7, times: 4 }, hour: '08:00', until: '17:00', workingDaysOnly: true, catchUpDays: 7, channels: ['EMAIL'], escalation: { first: 7, every: 14, times: 2 }, digest: { weekday: 1, hour: '08:30' }, isDuty: true },
  legalBasis: 'Quy tắc nhắc học của chủ quản hệ thống; không có văn bản nào quy định riêng',
});

/** The ways of a digest: it is too long for a text message. */
export function digestChannels({ channels }: Pick<ReminderPolicy, 'channels'>): ('IN_APP' | ReminderChannel)[] {
  return ['IN_APP', ...channels.filter((channel) => channel !== 'SMS')];
}
