import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { accountMessages as messages } from '../messages/account.ts';
import { refuse, type Outcome } from '../outcome.ts';
import { momentOf, type Ports } from '../ports.ts';
import { hashPassword, verifyPassword } from '../password.server.ts';
import { justEntered, readActivationLink, type ActivationLink } from '../queries/activation.server.ts';
import { countSystemAdmins } from '../queries/system-admins.server.ts';
import { repeatedSince } from '../rules/session-rules.ts';
import { nameColumns } from '../rules/sort-key.ts';
import { checkFreshPassword, checkNewPassword } from './check-new-password.server.ts';
import { voidLinks } from './issue-link.server.ts';
import { openSession, type Device } from './open-session.server.ts';
import { revokeSessions } from './revoke-sessions.server.ts';
import { storePassword } from './store-password.server.ts';

interface Passwords {
  password: string;
  again: string;
}
type NewAdmin = Passwords & { fullName: string; email: string };

type Entered = Outcome<{ token: string }>;

/** Sets the password of the person whose link it is, ends her other sessions and signs her in. */
export function activateAccount(ports: Ports, token: string, form: Passwords, device: Device, signedInAs: string | null): Promise<Entered> {
  return orSignInAgain(ports, token, { ...form, email: null, signedInAs }, device, () => activate(ports, token, form, device, signedInAs));
}

/** Makes the first administrator of an installation that has none, and signs her in. */
export function createFirstAdmin(ports: Ports, token: string, form: NewAdmin, device: Device): Promise<Entered> {
  return orSignInAgain(ports, token, { ...form, signedInAs: null }, device, () => makeFirstAdmin(ports, token, form, device));
}

async function activate({ db, clock, timeZone }: Ports, token: string, form: Passwords, device: Device, signedInAs: string | null): Promise<Entered> {
  const { now, at, today } = momentOf({ clock, timeZone });
  const link = await readActivationLink(db, token, at);
  if (link.state !== 'open' || !link.userId || (signedInAs && signedInAs !== link.userId)) throw goneLink(link);
  const person = { id: link.userId, fullName: link.fullName ?? '' };
  const refusal = await checkNewPassword(db, person.id, form, today);
  if (refusal) return refusal;
  const hash = await hashPassword(form.password);
  return db.transaction().execute(async (tx) => {
    await takeLink(tx, token, at);
    await voidLinks(tx, person.id, at);
    await storePassword(tx, person.id, { hash, now: at, mustChange: false, expiresAt: null });
    await revokeSessions(tx, person.id, at);
    await recordAudit(tx, { at, actor: person, action: 'account.activate', objectType: 'user_account', objectId: person.id, details: { purpose: link.purpose } });
    return { ok: true as const, token: await openSession(tx, person, device, now, today) };
  });
}

async function makeFirstAdmin({ db, clock, timeZone }: Ports, token: string, form: NewAdmin, device: Device): Promise<Entered> {
  const { now, at, today } = momentOf({ clock, timeZone });
  const link = await readActivationLink(db, token, at);
  if (link.state !== 'open' || link.purpose !== 'FIRST_ADMIN') throw goneLink(link);
  const refusal = await checkFreshPassword(db, { fullName: form.fullName, email: form.email, staffNo: null }, form, today);
  if (refusal) return refusal;
  const hash = await hashPassword(form.password);
  return db.transaction().execute(async (tx): Promise<Entered> => {
    if ((await countSystemAdmins(tx)) > 0) throw goneLink({ ...link, state: 'used' });
    if (await tx.selectFrom('user_account').select('id').where('email', '=', form.email).executeTakeFirst()) return refuse('email', messages.both('activate.email-used'));
    await takeLink(tx, token, at);
    const person = { id: newId(), fullName: form.fullName };
    await tx.insertInto('user_account').values({ id: person.id, account_kind: 'ADMIN', email: form.email, ...nameColumns(form.fullName), created_at: at }).execute();
    await tx.insertInto('role_assignment').values({ id: newId(), user_id: person.id, role: 'SYSTEM_ADMIN', scope: 'ALL', unit_id: null, granted_by: null, granted_at: at }).execute();
    await storePassword(tx, person.id, { hash, now: at, mustChange: false, expiresAt: null });
    await recordAudit(tx, { at, actor: person, action: 'account.create', objectType: 'user_account', objectId: person.id, details: { role: 'SYSTEM_ADMIN', by: 'first-admin-link' } });
    return { ok: true, token: await openSession(tx, person, device, now, today) };
  });
}

/**
 * Does the deed, or signs in whoever did it a moment ago with the very same password: a browser that sends the form twice drops the first answer, and the session
 * with it.
 */
async function orSignInAgain({ db, clock, timeZone }: Ports, token: string, form: Passwords & { email: string | null; signedInAs: string | null }, device: Device, deed: () => Promise<Entered>): Promise<Entered> {
  return deed().catch(async (refusal: unknown) => {
    const { now, at, today } = momentOf({ clock, timeZone });
    const person = await justEntered(db, token, form.email, repeatedSince(at));
    const isSame = person && form.password === form.again && (form.signedInAs ?? person.id) === person.id && (await verifyPassword(person.password_hash, form.password));
    if (!isSame) throw refusal;
    return db.transaction().execute(async (tx) => ({ ok: true as const, token: await openSession(tx, { id: person.id, fullName: person.full_name }, device, now, today) }));
  });
}

/** Spends the link inside the transaction, so that two browsers cannot both use it. */
async function takeLink(tx: Tx, token: string, at: string): Promise<void> {
  const link = await readActivationLink(tx, token, at);
  if (link.state !== 'open') throw goneLink(link);
  await tx.updateTable('activation').set({ used_at: at }).where('id', '=', link.id).execute();
}

function goneLink({ state, purpose }: ActivationLink): AppError {
  if (purpose === 'FIRST_ADMIN') return new AppError('not-found', messages.both('activate.first-expired'));
  return new AppError('not-found', messages.both(state === 'open' ? 'activate.unknown' : `activate.${state}`));
}
