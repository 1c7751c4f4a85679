/** The front door of people for other features and for jobs. */
export { findUnit, listChildUnits, type UnitOnDay } from './queries/units.server.ts';
export { listUnitsInScope, unitIdsUnder, unitScopeOf } from './queries/unit-scope.server.ts';
export { actorOf, sessionTokenOf } from './session.server.ts';
