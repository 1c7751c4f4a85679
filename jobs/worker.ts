import { boot } from '../app/bootstrap.server.ts';
import { readEnv } from '../app/platform/env.ts';
import { stopOnSignal } from '../app/platform/stop.server.ts';
import { createProductDispatcher } from './dispatcher.ts';
import { createJobRunner } from './registry.ts';

/** Runs due jobs until the process is asked to stop; the running job is finished first. */
export async function startWorker(source: Record<string, string | undefined>): Promise<void> {
  const env = readEnv(source);
  const program = await boot(env, { name: 'worker', takesWork: 'worker', exclusive: false });
  const runner = await createJobRunner(program);
  const dispatcher = createProductDispatcher(program);
  runner.start();
  dispatcher.start();
  // The runner's own timer does not keep a process alive; a worker has nothing else to live for.
  const alive = setInterval(() => undefined, 60_000);
  stopOnSignal(program.log, async () => {
    clearInterval(alive);
    await Promise.all([runner.stop(), dispatcher.stop()]);
    await program.close();
  });
  // Last, so that whoever reads it may ask this process to stop.
  console.log(`hoc06 worker is ready: ${env.DATA_DIR}`);
}
