/** The front door of people for other features and for jobs. */
export { findUnit, listChildUnits, type UnitOnDay } from './queries/units.server.ts';
export { listUnitsInScope, unitIdsUnder, unitScopeOf } from './queries/unit-scope.server.ts';
export { actorOf, sessionTokenOf } from './session.server.ts';

// What seeds need to make accounts like those of the program.
export { hashPassword } from './password.server.ts';
export { nameColumns } from './rules/sort-key.ts';
