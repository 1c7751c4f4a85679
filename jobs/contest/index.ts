import type { JobHandler } from '../../app/platform/jobs/jobs.server.ts';
import { adoptionJobs } from './adoptions.ts';
import { closeVoteHandler } from './close-vote.ts';
import { makeBlindCopiesHandler } from './make-blind-copies.ts';
import { remindContestsHandler } from './remind.ts';
import { sendCodeHandler, tellOldAddressHandler } from './send-code.ts';
import { sweepFilesHandler } from './sweep-files.ts';

/** Jobs of the contest. */
export const contestJobs: JobHandler[] = [closeVoteHandler, sendCodeHandler, tellOldAddressHandler, makeBlindCopiesHandler, sweepFilesHandler, remindContestsHandler, ...adoptionJobs];
