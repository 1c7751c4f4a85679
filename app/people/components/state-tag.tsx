import { useText } from '../../platform/i18n/react.tsx';
import { Tag, type Tone } from '../../ui/index.ts';
import { adminMessages } from '../messages/admin.ts';
import type { AccountState } from '../rules/account-state.ts';

const tones: Record<AccountState, Tone> = { ACTIVE: 'ok', WAITING: 'warn', LOCKED: 'danger', DISABLED: 'neutral', LEFT: 'neutral' };

/** The state of an account as a word with its sign. */
export function StateTag({ state }: { state: AccountState }) {
  const t = useText(adminMessages);
  return <Tag tone={tones[state]} icon={state === 'LOCKED' ? 'lock' : state === 'DISABLED' || state === 'LEFT' ? 'circle-x' : undefined}>{t(`state.${state}`)}</Tag>;
}
