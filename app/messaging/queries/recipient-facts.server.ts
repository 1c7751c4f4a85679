import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { isLive } from './push-subscriptions.server.ts';
import type { Channel } from '../rules/channels.ts';
import { fateOf, reachedStates, type Fate } from '../rules/fate.ts';
import { addressKey } from '../rules/mail-address.ts';
import { mobileNumber } from '../../platform/text/phone.ts';

/** What decides the fate of a message for a person, as fan-out and forecasts read it. */
export interface RecipientRow {
  id: string;
  email: string | null;
  phone: string | null;
  disabledAt: string | null;
  /** Channels that she does not want for the topic, joined by commas. */
  unwanted: string;
  /** Channels on which the corrected text came to her, joined by commas. */
  before: string;
  hasPush: number;
}

/** The same with the addresses as they are written to and looked up; working them out takes longer than everything else about a person. */
export interface Reachable extends RecipientRow {
  emailKey: string | null;
  mobile: string | null;
}

export function reachable(person: RecipientRow): Reachable {
  return { ...person, emailKey: person.email && addressKey(person.email), mobile: mobileNumber(person.phone) };
}

/** What stands between digits in numbers that were copied from elsewhere: of all blanks those that occur. */
const signs = [' ', '\u00a0', '\u202f', '\t', '\n', '\r', '.', '(', ')', '-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015'];
const digits = signs.reduce((kept, one) => sql`replace(${kept}, ${sql.lit(one)}, '')`, sql`u.phone`);
const ninePlaces = `[35789]${'[0-9]'.repeat(8)}`;
const isMobile = sql.join(['0', '84', '+84', '0084'].map((prefix) => sql`${digits} glob ${prefix + ninePlaces}`), sql` or `);

/** The mobile number of the account `u` of the query around it as `mobileNumber` makes it, for counting whole provinces; null where there is none. Most are stored in that form and need no cleaning. */
export const mobileColumn = sql<string | null>`(case when u.phone is null then null when u.phone glob ${`+84${ninePlaces}`} then u.phone when u.phone glob ${`0${ninePlaces}`} then '+84' || substr(u.phone, 2) when ${isMobile} then '+84' || substr(${digits}, -9) end)`;

/** The columns of a `RecipientRow`, of the account `u` of the query around them. */
export function recipientColumns(topic: string, correctsId: string | null) {
  return [
    sql<string>`u.id`.as('id'),
    sql<string | null>`u.email`.as('email'),
    sql<string | null>`u.phone`.as('phone'),
    sql<string | null>`u.disabled_at`.as('disabledAt'),
    sql<string>`(select coalesce(group_concat(p.channel), '') from message_preference as p where p.user_id = u.id and p.topic = ${topic} and p.wants = 0)`.as('unwanted'),
    (correctsId === null ? sql<string>`''` : sql<string>`(select coalesce(group_concat(o.channel), '') from delivery as o where o.message_id = ${correctsId} and o.recipient_id = u.id and (o.state in (${sql.join(reachedStates)}) or o.detail = 'CORRECTED'))`).as('before'),
    sql<number>`exists (select 1 from push_subscription as s where s.user_id = u.id and ${isLive})`.as('hasPush'),
  ] as const;
}

/** Which of these people's addresses must not be written to. */
export async function deadAddresses(db: Db, people: readonly Reachable[]): Promise<ReadonlySet<string>> {
  const addresses = people.flatMap(({ emailKey, mobile }) => [emailKey, mobile]).filter((address) => address !== null);
  const rows = await db.selectFrom('suppression').select(['channel', 'address']).where('channel', 'in', ['EMAIL', 'SMS', 'ZALO']).where('address', 'in', sql<string>`(select value from json_each(${JSON.stringify(addresses)}))`).execute();
  return new Set(rows.map(({ channel, address }) => `${channel} ${address}`));
}

/** What becomes of a message for this person on this channel. */
export function fateFor(message: { isDuty: boolean; correctsId: string | null }, channel: Channel, person: Reachable, dead: ReadonlySet<string>): Fate {
  const key = keyOn(channel, person);
  return fateOf(channel, message.isDuty, {
    email: person.email,
    phone: person.mobile,
    hasPush: person.hasPush === 1,
    isDisabled: person.disabledAt !== null,
    isSuppressed: key !== null && dead.has(key),
    hasOptedOut: isAmong(person.unwanted, channel),
    hadOriginal: message.correctsId === null || isAmong(person.before, channel),
  });
}

const isAmong = (joined: string, channel: Channel): boolean => joined !== '' && joined.split(',').includes(channel);

/** How an address stands on the list of those that must not be written to. */
function keyOn(channel: Channel, { emailKey, mobile }: Reachable): string | null {
  const address = channel === 'EMAIL' ? emailKey : channel === 'SMS' || channel === 'ZALO' ? mobile : null;
  return address && `${channel} ${address}`;
}
