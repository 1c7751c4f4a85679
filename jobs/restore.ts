import { parseArgs } from 'node:util';
import { refuseOldNode } from '../app/platform/node-version.ts';

/** `npm run restore -- <folder> [--replace]`: puts a backup in the place of the database while the program is stopped. */
refuseOldNode();
const [{ runCommand, tell }, { restoreBackup }, { backupMessages: messages }, { AppError }, { readEnv }] = await Promise.all([
  import('./backup/command.ts'),
  import('./backup/restore-backup.ts'),
  import('./backup/messages.ts'),
  import('../app/platform/errors.ts'),
  import('../app/platform/env.ts'),
]);

await runCommand(async () => {
  const { values, positionals } = parseArgs({ options: { replace: { type: 'boolean', default: false } }, allowPositionals: true });
  const [folder, more] = positionals;
  if (!folder || more) throw new AppError('invalid', messages.both('usage'));
  const { DATA_DIR } = readEnv(process.env);
  const { manifest, keptAt } = await restoreBackup(folder, DATA_DIR, { now: new Date(), replace: values.replace });
  tell(messages.both('restored', { madeAt: manifest.madeAt, folder: DATA_DIR }));
  if (keptAt) tell(messages.both('kept', { file: keptAt }));
});
