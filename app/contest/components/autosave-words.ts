import { useText } from '../../platform/i18n/react.tsx';
import type { AutosaveProps } from '../../ui/index.ts';
import { entryMessages } from '../messages/entries.ts';

/** What the forms of entrants and judges say while they save themselves. */
export function useAutosaveWords(): AutosaveProps['words'] {
  const t = useText(entryMessages);
  return { saved: t('auto.saved'), saving: t('auto.saving'), failed: t('auto.failed'), session: t('auto.session'), conflict: t('auto.conflict'), restored: t('auto.restored') };
}
