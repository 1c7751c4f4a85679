import { keepCompiled, loadBuilt } from '../app/platform/built.ts';
import { refuseOldNode } from '../app/platform/node-version.ts';

/** The worker process (`npm run worker`): runs the jobs for web servers that were started with JOBS=external. */
refuseOldNode();
keepCompiled();
process.env['NODE_ENV'] ||= 'production';
try {
  const { startWorker } = await loadBuilt<typeof import('./worker.ts')>('program/worker.js');
  await startWorker(process.env);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
