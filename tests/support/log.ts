import { createLog } from '../../app/platform/log.ts';

/** A log that says nothing. */
export const silentLog = createLog('silent', 'test');
