import type { Actor } from '../../people/actor.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { classPolicy } from '../rules/class-policy.ts';
import { trainingYears } from './training-record.server.ts';
import { getRecordHolder, recordPage } from './unit-training.server.ts';

/**
 * The record of oneself or of somebody within the reader's units, in a year; this year unless another is asked for.
 * @throws AppError not-found for anybody else
 */
export async function shownRecord(ports: Ports, actor: Actor, personId: string, wanted: number | undefined) {
  const { at, today } = momentOf(ports);
  const { db, timeZone } = ports;
  const holder = await getRecordHolder(db, actor, personId, today);
  const year = wanted ?? Number(today.slice(0, 4));
  const page = await recordPage(db, holder, { year, at, timeZone }, await trainingYears(db, holder.id, { at, timeZone }));
  return { page, share: (await readSetting(db, classPolicy, today)).attendanceShare };
}
