import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { addressKey } from '../rules/mail-address.ts';

/** Letters outside ASCII, or a domain of such letters in disguise: what `lower` of the database does not make into the form under which addresses are kept. */
const isOdd = (column: RawBuilder<string | null>) => sql<boolean>`(${column} glob '*[^!-~]*' or ${column} like '%xn--%')`;

/** Mail addresses of accounts, as they are written there, that must not be written to and that the database cannot compare by itself. Nearly always none. */
export async function oddDeadMail(db: Db): Promise<string[]> {
  const dead = await db.selectFrom('suppression').select('address').where('channel', '=', 'EMAIL').where(isOdd(sql`address`)).execute();
  if (dead.length === 0) return [];
  const keys = new Set(dead.map(({ address }) => address));
  const odd = await db.selectFrom('user_account').select('email').where(isOdd(sql`email`)).execute();
  return odd.flatMap(({ email }) => (email !== null && keys.has(addressKey(email)) ? [email] : []));
}

/** Whether a mail address of the query around it must not be written to, for counting whole provinces; `odd` are those of `oddDeadMail`. */
export function isDeadMail(column: RawBuilder<string | null>, odd: readonly string[]): RawBuilder<boolean> {
  const isListed = sql<boolean>`exists (select 1 from suppression as dead where dead.channel = 'EMAIL' and dead.address = lower(${column}))`;
  return odd.length === 0 ? isListed : sql`(${isListed} or ${column} in (select value from json_each(${JSON.stringify(odd)})))`;
}
