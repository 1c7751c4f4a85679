import type { Setting } from '../platform/settings.ts';
import { abandonedImportDays } from './commands/abandon-imports.server.ts';
import { importRowDays } from './commands/clear-import-rows.server.ts';
import { idleAccountPolicy } from './commands/lock-idle-accounts.server.ts';
import { handoverPolicy, passwordPolicy } from './rules/password-rules.ts';
import { lockoutPolicy, sessionPolicy } from './rules/session-rules.ts';

/** Every setting of people: administration lists and changes them. */
export const peopleSettings: readonly Setting<unknown>[] = [passwordPolicy, handoverPolicy, sessionPolicy, lockoutPolicy, abandonedImportDays, idleAccountPolicy, importRowDays] as readonly unknown[] as readonly Setting<unknown>[];
