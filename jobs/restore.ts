import { parseArgs } from 'node:util';
import { refuseOldNode } from '../app/platform/node-version.ts';

/** `npm run restore -- <folder> [--replace] [--sent-until 2026-11-30T10:15]`: puts a backup in the place of the database while the program is stopped. */
refuseOldNode();
const [{ runCommand, tell }, { restoreBackup }, { backupMessages: messages }, { AppError }, { readEnv }] = await Promise.all([
  import('./backup/command.ts'),
  import('./backup/restore-backup.ts'),
  import('./backup/messages.ts'),
  import('../app/platform/errors.ts'),
  import('../app/platform/env.ts'),
]);

await runCommand(async () => {
  const { values, positionals } = parseArgs({ options: { replace: { type: 'boolean', default: false }, 'sent-until': { type: 'string' } }, allowPositionals: true });
  const [folder, more] = positionals;
  if (!folder || more) throw new AppError('invalid', messages.both('usage'));
  const { DATA_DIR, TZ_DISPLAY: timeZone } = readEnv(process.env);
  const sentUntil = values['sent-until'];
  const { manifest, keptAt, taken } = await restoreBackup(folder, DATA_DIR, { now: new Date(), replace: values.replace, sentUntil, timeZone });
  tell(messages.both('restored', { madeAt: manifest.madeAt, folder: DATA_DIR }));
  if (sentUntil) tell(messages.both('taken', { moment: sentUntil, count: Object.values(taken).reduce((sum, count) => sum + count, 0) }));
  else tell(messages.both('all-waits'));
  if (keptAt) tell(messages.both('kept', { file: keptAt }));
});
