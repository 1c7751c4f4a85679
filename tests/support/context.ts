import type { AppLoadContext } from '@remix-run/node';
import type { Db } from '../../db/client.ts';
import { renderFault, renderPage } from '../../app/frame/own-page.server.tsx';
import type { Clock } from '../../app/platform/clock.ts';
import { readEnv } from '../../app/platform/env.ts';
import { silentLog } from './log.ts';

const env = readEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATA_DIR: 'no-such-folder' });

/** What a loader or action gets from the server, with the real renderer and nothing that waits or counts. */
export function requestContext(db: Db, clock: Clock, changes: Partial<AppLoadContext> = {}): AppLoadContext {
  return {
    db,
    clock,
    env,
    log: silentLog,
    secret: 'test-secret',
    spendPoint: async () => undefined,
    wakeJobs: () => undefined,
    nonce: 'nonce',
    scriptUrl: '',
    styleUrls: [],
    renderPage,
    renderFault,
    address: '10.9.8.7',
    slots: new Map(),
    reader: { locale: 'vi', theme: 'system' },
    ...changes,
  };
}
