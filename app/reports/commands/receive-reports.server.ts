import type { Actor } from '../../people/actor.ts';
import type { Ports } from '../../people/index.server.ts';
import { takeStep } from './take-step.server.ts';

/** Receives several reports, each for itself: what somebody else has taken on meanwhile is left as it is. @returns how many were received */
export async function receiveReports(ports: Ports, actor: Actor, reports: readonly { id: string; revision: number }[]): Promise<number> {
  let count = 0;
  for (const { id, revision } of new Map(reports.map((one) => [one.id, one])).values()) if ((await takeStep(ports, actor, { id, step: 'RECEIVE', revision, reason: '' })).ok) count += 1;
  return count;
}
