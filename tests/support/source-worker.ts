import { startWorker } from '../../jobs/worker.ts';

/** The worker from its sources, for tests that run without a build. */
await startWorker(process.env);
