import type { Tx } from '../../../db/client.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/jobs.server.ts';
import { sendCodeJob } from '../jobs.ts';
import { codeHash, codeMinutes, codeOf, codesAnHour } from '../sign-in-code.server.ts';

/**
 * Writes a code for an address and the job that mails it. Known, unknown, an official's or asked for too often: the answer is always the id of a row,
 * so that nobody learns from it who has an account.
 */
export async function requestCode(ports: Ports & { secret: string }, { email, locale }: { email: string; locale: Locale }): Promise<{ id: string }> {
  const { now, at } = momentOf(ports);
  const id = newId();
  return ports.db.transaction().execute(async (tx) => {
    await forgetOldCodes(tx, plusMinutes(now, -24 * 60));
    const { count } = await tx.selectFrom('sign_in_code').select(({ fn }) => fn.countAll<number>().as('count')).where('email', '=', email).where('created_at', '>', plusMinutes(now, -60)).executeTakeFirstOrThrow();
    const isTooOften = count >= codesAnHour;
    const isForCode = !isTooOften && (await mayUseCode(tx, email));
    await tx.insertInto('sign_in_code').values({ id, email, code_hash: isForCode ? codeHash(ports.secret, id, codeOf(ports.secret, id)) : '', created_at: at, expires_at: plusMinutes(now, codeMinutes) }).execute();
    if (!isTooOften) await enqueue(tx, sendCodeJob, { codeId: id, locale }, { now: at });
    return { id };
  });
}

/** Officials have an account already; a code for their address would be a second way in. */
async function mayUseCode(tx: Tx, email: string): Promise<boolean> {
  const account = await tx.selectFrom('user_account').select(['account_kind', 'disabled_at']).where('email', '=', email).executeTakeFirst();
  return !account || (account.account_kind === 'SERVICE' && account.disabled_at === null);
}

/** Addresses of people who never came back are not kept. */
async function forgetOldCodes(tx: Tx, before: Instant): Promise<void> {
  await tx.deleteFrom('sign_in_code').where('created_at', '<', before).execute();
}
