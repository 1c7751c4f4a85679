import { isAppError } from '../../app/platform/errors.ts';
import type { Localised } from '../../app/platform/i18n/messages.ts';

/** Says a sentence in both languages: who looks after a server may read either. */
export function tell(say: Localised): void {
  console.log(`${say.vi}\n${say.en}`);
}

/** Runs a command of the command line; a refusal is printed as its sentences, and the exit code is 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    console.error(isAppError(error) ? `${error.say.vi}\n${error.say.en}` : (error as Error).message);
    process.exitCode = 1;
  }
}
