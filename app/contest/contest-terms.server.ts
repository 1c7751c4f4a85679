import type { Db, Tx } from '../../db/client.ts';
import { readSetting, scheduleSetting } from '../platform/settings.server.ts';
import { termsSetting, type ContestTerms } from './rules/terms.ts';

/** Terms hold for the whole life of a contest, so that their one row begins before any. */
const always = '2000-01-01';

/** What a contest promises beside its timetable. */
export function readTerms(handle: Db | Tx, contestId: string): Promise<ContestTerms> {
  return readSetting(handle, termsSetting(contestId), always);
}

export function keepTerms(tx: Tx, contestId: string, terms: ContestTerms): Promise<void> {
  return scheduleSetting(tx, termsSetting(contestId), { value: terms, from: always, legalBasis: termsSetting(contestId).legalBasis });
}
