/** People's front door for pages and forms: nothing of the server. */
export { categories, type Category } from './rules/categories.ts';
export { communeLabel, communeOf, communesLike, findCommune, formerNamesIn, type CommuneName, type FormerName } from './rules/commune-names.ts';
export { UnitsField } from './components/units-field.tsx';
export { cellText, columnLetter, type StoredCell } from './rules/import-cells.ts';
export { roles } from './actor.ts';
export { roleName } from './rules/role-name.ts';
export { email as emailField, fullName as fullNameField } from './forms/person.ts';
export { AccountCrumbs } from './components/account-crumbs.tsx';
export { Faults, useFaults } from './components/faults.tsx';
export { FilterDay } from './components/filter-day.tsx';
export { FileCard } from './components/file-card.tsx';
export { TechnicalReason } from './components/technical-reason.tsx';
export { UnitEndingPage } from './components/unit-ending-page.tsx';
export { unitMessages } from './messages/units.ts';
