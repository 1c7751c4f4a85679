import { parseArgs } from 'node:util';
import { refuseOldNode } from '../app/platform/node-version.ts';

/** `npm run backup [-- --keep 14]`: a consistent copy of the database while the program runs. */
refuseOldNode();
const [{ runCommand, tell }, { keptBackups, makeBackup }, { backupMessages: messages }, { readEnv }] = await Promise.all([
  import('./backup/command.ts'),
  import('./backup/make-backup.ts'),
  import('./backup/messages.ts'),
  import('../app/platform/env.ts'),
]);

await runCommand(async () => {
  const { values } = parseArgs({ options: { keep: { type: 'string', default: String(keptBackups) } } });
  const made = await makeBackup(readEnv(process.env).DATA_DIR, new Date(), Number(values.keep));
  tell(messages.both('made', { folder: made.folder, size: (made.manifest.bytes / 1e6).toFixed(1) }));
  if (made.removed > 0) tell(messages.both('pruned', { count: made.removed, keep: values.keep }));
});
