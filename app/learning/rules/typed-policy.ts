import { reminderChannels, type ReminderPolicy } from './reminder-policy.ts';

/** A policy as the fields of its form hold it. */
export function typedPolicy(policy: ReminderPolicy, legalBasis: string): Record<string, string> {
  const { before, after, onDueDay, workingDaysOnly, isDuty, hour, until, catchUpDays, escalation, digest, channels } = policy;
  const tick = (value: boolean) => (value ? 'on' : '');
  return {
    before: before.join(', '),
    onDueDay: tick(onDueDay),
    first: after ? String(after.first) : '',
    every: after ? String(after.every) : '',
    times: after ? String(after.times) : '',
    hour, until, catchUpDays: String(catchUpDays),
    tellFirst: escalation ? String(escalation.first) : '',
    tellEvery: escalation ? String(escalation.every) : '',
    tellTimes: escalation ? String(escalation.times) : '',
    digestDay: digest ? String(digest.weekday) : '',
    digestHour: digest?.hour ?? '',
    workingDaysOnly: tick(workingDaysOnly),
    isDuty: tick(isDuty),
    legalBasis,
    ...Object.fromEntries(reminderChannels.map((channel) => [`channel_${channel}`, tick(channels.includes(channel))])),
  };
}
