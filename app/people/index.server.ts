/** The front door of people for other features and for jobs. */
export { findUnit, listChildUnits, type UnitOnDay } from './queries/units.server.ts';
