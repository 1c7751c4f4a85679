import type { Ports } from '../people/index.server.ts';
import type { Day } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { listSettings } from './settings-list.server.ts';

/** Says in the log which stored settings cannot be read, so that the product's own values hold; the screen of settings says it, too. */
export async function tellBrokenSettings(db: Ports['db'], today: Day, log: Log): Promise<void> {
  for (const { key, from } of await listSettings(db, today).then((all) => all.filter(({ stored }) => stored !== null))) {
    log.warn({ setting: key, since: from }, `the stored value of ${key} does not fit; the default holds until a new one is set at /admin/settings/${key}`);
  }
}
