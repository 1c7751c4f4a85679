import type { Migration } from './index.ts';

const now = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

/**
 * Tickets from before limitations were watched (0046) have no plan that somebody is told: where there are such, a job makes it, because it needs working days. The
 * version of 0046 and later plans for each ticket when it is written down.
 */
export const plannedLimitations: Migration = {
  name: '0071-planned-limitations',
  statements: [
    `insert into job (id, name, payload, state, unique_key, run_at, max_attempts, created_at)
      select '0071-planned-limitations', 'faq.plan-limitations', '{}', 'QUEUED', 'faq.plan-limitations', ${now}, 5, ${now}
      where exists (select 1 from ticket where limitation_on is not null and closed_at is null and answered_at is null)`,
  ],
};
