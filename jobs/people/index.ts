import type { JobHandler } from '../../app/platform/jobs/jobs.server.ts';
import { applyImportHandler } from './apply-import.ts';
import { clearHeldFormsHandler } from './clear-held-forms.ts';
import { clearImportRowsHandler } from './clear-import-rows.ts';
import { doUnitDeedsHandler } from './do-unit-deeds.ts';
import { fillSortKeysHandler } from './fill-sort-keys.ts';
import { lockIdleAccountsHandler } from './lock-idle-accounts.ts';

/** Jobs of people. */
export const peopleJobs: JobHandler[] = [applyImportHandler, clearHeldFormsHandler, clearImportRowsHandler, doUnitDeedsHandler, fillSortKeysHandler, lockIdleAccountsHandler];
