/** People's front door for other features, jobs and the server. */
export { page, submit } from './route.server.ts';
export type { Actor, Grant, Role } from './actor.ts';
export { ensureFirstAdminLink } from './commands/ensure-first-admin-link.server.ts';
export { clearHeldForms } from './commands/release-held-form.server.ts';
export { lockIdleAccounts } from './commands/lock-idle-accounts.server.ts';
export { fillSortKeys } from './commands/fill-sort-keys.server.ts';
export { hashPassword } from './password.server.ts';
export { listUnitsInScope, unitIdsUnder, unitScopeOf } from './queries/unit-scope.server.ts';
export { matchesPerson } from './queries/people-list.server.ts';
export { nameColumns } from './rules/sort-key.ts';
export type { ScopedUnit } from './rules/unit-tree.ts';
export { covers, grantsOf, hasRole, type UnitScope } from './policy.ts';
export { momentOf, portsOf, type Ports } from './ports.ts';
export { clearHeldFormsJob, fillSortKeysJob, lockIdleAccountsJob } from './jobs.ts';
export { findUnit, listChildUnits, type UnitOnDay } from './queries/units.server.ts';
export { actorOf, sessionTokenOf } from './session.server.ts';
export { applyImport } from './commands/apply-import.server.ts';
export { applyImportJob } from './importing/jobs.ts';
