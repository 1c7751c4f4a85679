import { sql } from 'kysely';

/** The id of the latest primary membership of the account `u` of the query around it: where she works, or worked last. */
export const homeMembership = sql<string>`(select h.id from membership as h where h.user_id = u.id and h.is_primary = 1 order by h.valid_from desc, h.id desc limit 1)`;
