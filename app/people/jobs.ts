import { z } from 'zod';
import { defineJob } from '../platform/jobs/contract.ts';

/** Forgets forms that nobody came back for within their time. */
export const clearHeldFormsJob = defineJob({ name: 'people.clear-held-forms', payload: z.object({}), maxAttempts: 5 });

/** Disables accounts that nobody has used for long, when the installation has switched that on. */
export const lockIdleAccountsJob = defineJob({ name: 'people.lock-idle-accounts', payload: z.object({}), maxAttempts: 5 });

/** Gives accounts that came from elsewhere (imports, older versions) their place in Vietnamese name order. */
export const fillSortKeysJob = defineJob({ name: 'people.fill-sort-keys', payload: z.object({}), maxAttempts: 5 });

/** Deletes the raw rows of imports that ended long ago. */
export const clearImportRowsJob = defineJob({ name: 'people.clear-import-rows', payload: z.object({}), maxAttempts: 5 });

/** Carries out the changes of units whose day has come. */
export const doUnitDeedsJob = defineJob({ name: 'people.do-unit-deeds', payload: z.object({}), maxAttempts: 5 });
