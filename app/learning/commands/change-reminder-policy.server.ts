import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { plusDays } from '../../platform/days.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { listStoredRows, scheduleSetting } from '../../platform/settings.server.ts';
import { reminderMessages as messages } from '../messages/reminders.ts';
import { canChangeReminderPolicy } from '../policy.ts';
import { policyMark } from '../queries/reminder-policy.server.ts';
import { escalationSteps } from '../rules/escalation.ts';
import { reminderPolicy, type ReminderPolicy } from '../rules/reminder-policy.ts';
import { stepsOf } from '../rules/reminders.ts';

/**
 * Sets when people are reminded from tomorrow on: what has been written for today stays as it was. Changing it again today replaces what begins tomorrow.
 * @throws AppError forbidden without the right for the whole province
 */
export async function changeReminderPolicy(ports: Ports, actor: Actor, { policy, legalBasis, mark }: { policy: ReminderPolicy; legalBasis: string; mark: string }): Promise<Outcome> {
  if (!canChangeReminderPolicy(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, today } = momentOf(ports);
  const from = plusDays(today, 1);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    if (policyMark(await listStoredRows(tx, reminderPolicy.key)) !== mark) return refuse('form', messages.both('policy.changed-meanwhile'));
    await scheduleSetting(tx, reminderPolicy, { value: policy, from, legalBasis });
    const steps = stepsOf(policy).map(({ offset }) => (offset > 0 ? `+${offset}` : String(offset))).join(', ');
    const escalation = escalationSteps(policy).map(({ offset }) => `+${offset}`).join(', ');
    const details = { on: from, steps, hour: policy.hour, until: policy.until, workingDaysOnly: policy.workingDaysOnly, catchUpDays: policy.catchUpDays, escalation, digest: policy.digest ? `${policy.digest.weekday}; ${policy.digest.hour}` : '', channels: policy.channels, isDuty: policy.isDuty, reason: legalBasis };
    await recordAudit(tx, { at, actor, action: 'reminder.policy', objectType: 'setting', objectId: reminderPolicy.key, details });
    return { ok: true };
  });
}
