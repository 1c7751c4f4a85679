import type { JobHandler } from '../../app/platform/jobs/jobs.server.ts';
import { assignHandler, assignRuleHandler } from './assign.ts';
import { autoSubmitHandler } from './auto-submit.ts';
import { countAnswersHandler } from './count-answers.ts';
import { digestHandler } from './digest.ts';
import { escalateHandler } from './escalate.ts';
import { countUnitsHandler } from './count-units.ts';
import { remarkHandler } from './remark.ts';
import { remindHandler } from './remind.ts';
import { renewHandler } from './renew.ts';
import { settleReleaseHandler } from './settle-release.ts';
import { sweepCopiesHandler } from './sweep-copies.ts';

/** Jobs of learning. */
export const learningJobs: JobHandler[] = [assignHandler, assignRuleHandler, autoSubmitHandler, countAnswersHandler, countUnitsHandler, remarkHandler, remindHandler, renewHandler, escalateHandler, digestHandler, settleReleaseHandler, sweepCopiesHandler];
