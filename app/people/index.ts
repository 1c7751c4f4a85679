/** People's front door for pages and forms: nothing of the server. */
export { categories, type Category } from './rules/categories.ts';
export { Faults, useFaults } from './components/faults.tsx';
