import type { Db } from '../../../db/client.ts';
import type { Actor, Role } from '../../people/actor.ts';
import { covers, grantsOf, unitIdsUnder, unitScopeOf, type UnitScope } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { ListQuestion } from '../forms/list-question.ts';

/** Roles that read lists of the people and units within their scope. */
export const listRoles: Role[] = ['UNIT_LEADER', 'TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN'];

/** A question with what the asker's rights reach at this moment. */
export interface Asked {
  question: ListQuestion;
  /** The units that are told of: all, or these. */
  units: UnitScope;
  at: Instant;
  today: Day;
  timeZone: string;
}
export interface Reading {
  at: Instant;
  today: Day;
  timeZone: string;
}

/**
 * Lays the asker's rights of now over a question: the unit that is asked for with everything below it, or all of her units.
 * @throws AppError forbidden without any right to lists; not-found for a unit outside her scope
 */
export async function askedBy(db: Db, actor: Pick<Actor, 'grants'>, question: ListQuestion, reading: Reading): Promise<Asked> {
  const grants = grantsOf(actor as Actor, ...listRoles).filter(({ scope }) => scope !== 'SELF');
  if (grants.length === 0) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const scope = await unitScopeOf(db, grants, reading.today);
  return { question, units: question.unit ? await unitsBelow(db, scope, question.unit, reading.today) : scope, ...reading };
}

async function unitsBelow(db: Db, scope: UnitScope, unit: string, today: Day): Promise<UnitScope> {
  const under = covers(scope, unit) ? (await unitIdsUnder(db, unit, today)).filter((id) => covers(scope, id)) : [];
  if (under.length === 0) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return new Set(under);
}
