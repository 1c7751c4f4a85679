import type { Actor } from '../../people/actor.ts';
import type { Ports } from '../../people/index.server.ts';
import { isAppError } from '../../platform/errors.ts';
import { takeStep } from './take-step.server.ts';

/** Receives several reports, each for itself: what somebody else has taken on meanwhile, or what is not there for her, is left as it is. @returns how many were received */
export async function receiveReports(ports: Ports, actor: Actor, reports: readonly { id: string; revision: number }[]): Promise<number> {
  let count = 0;
  for (const { id, revision } of new Map(reports.map((one) => [one.id, one])).values()) if (await receive(ports, actor, { id, revision })) count += 1;
  return count;
}

async function receive(ports: Ports, actor: Actor, { id, revision }: { id: string; revision: number }): Promise<boolean> {
  try {
    return (await takeStep(ports, actor, { id, step: 'RECEIVE', revision, reason: '' })).ok;
  } catch (error) {
    // One that is not found does not hide how many of the others were received.
    if (isAppError(error) && error.kind === 'not-found') return false;
    throw error;
  }
}
