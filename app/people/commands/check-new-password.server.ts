import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { accountMessages as messages } from '../messages/account.ts';
import { refuse, type Refusal } from '../outcome.ts';
import { passwordFaults, passwordPolicy, type PasswordOwner } from '../rules/password-rules.ts';
import { wasUsedBefore } from './store-password.server.ts';

/** Everything that can be wrong with a new password typed twice; null when it may be used. */
export async function checkNewPassword(db: Db, userId: string, form: { password: string; again: string }, today: Day): Promise<Refusal | null> {
  const account = await db.selectFrom('user_account').select(['full_name', 'staff_no', 'email']).where('id', '=', userId).executeTakeFirstOrThrow();
  const owner: PasswordOwner = { fullName: account.full_name, staffNo: account.staff_no, email: account.email };
  const refusal = await checkFreshPassword(db, owner, form, today);
  if (refusal) return refusal;
  const { history } = await readSetting(db, passwordPolicy, today);
  return history > 0 && (await wasUsedBefore(db, userId, form.password, history)) ? refuse('password', messages.both('password.used-before', { count: history })) : null;
}

/** The same for somebody who has no account yet. */
export async function checkFreshPassword(db: Db, owner: PasswordOwner, form: { password: string; again: string }, today: Day): Promise<Refusal | null> {
  const faults = passwordFaults(form.password, owner, await readSetting(db, passwordPolicy, today));
  if (faults.length > 0) return refuse('password', joined(faults));
  return form.password === form.again ? null : refuse('again', messages.both('password.mismatch'));
}

function joined(faults: readonly Localised[]): Localised {
  return { vi: faults.map((fault) => fault.vi).join(' '), en: faults.map((fault) => fault.en).join(' ') };
}
