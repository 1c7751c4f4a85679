import type { Actor } from '../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../people/index.server.ts';
import { canSeeOperations } from '../people/policy.ts';
import { recordAudit } from '../platform/audit.server.ts';
import type { Day } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import { platformMessages } from '../platform/messages.ts';
import { withdrawSetting } from '../platform/settings.server.ts';
import { markOf, settingWith } from './settings-list.server.ts';
import { settingsMessages as messages } from './settings-messages.ts';

/**
 * Takes back a value that is planned for a day to come; what holds goes on.
 * @throws AppError forbidden for whoever does not administer the system, not-found for a key that no feature has
 */
export async function withdrawPlanned(ports: Ports, actor: Actor, { key, from, mark }: { key: string; from: Day; mark: string }): Promise<Outcome> {
  if (!canSeeOperations(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const { rows } = await settingWith(tx, key, today);
    const planned = rows.find((row) => row.from === from);
    if (from <= today) return refuse('form', messages.both('fault.begun'));
    // Sent twice: it is gone, which is what was wanted.
    if (!planned) return { ok: true };
    if (markOf(rows) !== mark) return refuse('form', messages.both('fault.meanwhile'));
    await withdrawSetting(tx, key, from);
    await recordAudit(tx, { at, actor, action: 'setting.withdraw', objectType: 'setting', objectId: key, details: { on: from, value: planned.value.slice(0, 500), reason: planned.legalBasis } });
    return { ok: true };
  });
}
