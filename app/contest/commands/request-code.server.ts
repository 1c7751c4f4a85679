import type { Tx } from '../../../db/client.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/jobs.server.ts';
import { sendCodeJob } from '../jobs.ts';
import { codeHash, codeMinutes, codeOf, codesAnHour, placeHash } from '../sign-in-code.server.ts';

interface Asked {
  email: string;
  locale: Locale;
  /** Whence on the network it was asked for. */
  address: string;
  /** The account that is to move to the address; nobody to sign in with it. */
  forUser?: string;
}

/**
 * Writes a code for an address and the job that mails it. Known, unknown, an official's or asked for too often: the answer is always an id,
 * so that nobody learns from it who has an account.
 */
export async function requestCode(ports: Ports & { secret: string }, { email, locale, address, forUser }: Asked): Promise<{ id: string }> {
  const { now, at } = momentOf(ports);
  const id = newId();
  return ports.db.transaction().execute(async (tx) => {
    await forgetOldCodes(tx, plusMinutes(now, -24 * 60));
    const askedFrom = placeHash(ports.secret, address);
    const sent = await tx.selectFrom('sign_in_code').select('asked_from').where('email', '=', email).where('created_at', '>', plusMinutes(now, -60)).execute();
    // What is refused leaves no row: it must not lengthen the hour of whoever owns the address.
    if (sent.length >= codesAnHour.inAll || sent.filter((one) => one.asked_from === askedFrom).length >= codesAnHour.fromOnePlace) return { id };
    const isForCode = forUser ? await isFreeAddress(tx, email) : await mayUseCode(tx, email);
    await tx.insertInto('sign_in_code').values({ id, email, for_user: forUser ?? null, asked_from: askedFrom, code_hash: isForCode ? codeHash(ports.secret, id, codeOf(ports.secret, id)) : '', created_at: at, expires_at: plusMinutes(now, codeMinutes) }).execute();
    await enqueue(tx, sendCodeJob, { codeId: id, locale }, { now: at });
    return { id };
  });
}

/** Officials have an account already; a code for their address would be a second way in. */
async function mayUseCode(tx: Tx, email: string): Promise<boolean> {
  const account = await tx.selectFrom('user_account').select(['account_kind', 'disabled_at']).where('email', '=', email).executeTakeFirst();
  return !account || (account.account_kind === 'SERVICE' && account.disabled_at === null);
}

/** Nobody moves to an address that another account has. */
export async function isFreeAddress(tx: Tx, email: string): Promise<boolean> {
  return (await tx.selectFrom('user_account').select('id').where('email', '=', email).executeTakeFirst()) === undefined;
}

/** Addresses of people who never came back are not kept. */
async function forgetOldCodes(tx: Tx, before: Instant): Promise<void> {
  await tx.deleteFrom('sign_in_code').where('created_at', '<', before).execute();
}
