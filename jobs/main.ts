import { refuseOldNode } from '../app/platform/node-version.ts';

/** The worker process (`npm run worker`): runs the jobs for web servers that were started with JOBS=external. */
refuseOldNode();
const { startWorker } = await import('./worker.ts');
await startWorker(process.env).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
