import { useFaults } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, TextInput } from '../../ui/index.ts';
import { callMessages as messages } from '../messages/call.ts';
import type { Shift } from '../queries/call-desk.server.ts';
import { fieldKeys } from '../rules/call.ts';

const keys = ['F2', 'F3', 'F4', 'F6', 'F7', 'F8', 'F9'] as const;

/** The keys, and what the day has brought. */
export function DeskFoot({ shift, extension }: { shift: Shift; extension: string }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <footer className="desk-foot">
      <section aria-label={t('keys.title')}><ul className="desk-keys">{keys.map((key) => <li key={key}><kbd>{key}</kbd> <kbd>Alt+{key.slice(1)}</kbd> {t(`key.${key}`)}</li>)}{fieldKeys.map(({ key, field }) => <li key={key}><kbd>{key}</kbd> {t(`key.${field}`)}</li>)}</ul></section>
      <section aria-label={t('shift.title')}><p className="muted">{t('shift.title')}: {t('shift.calls', { count: shift.calls })} · {t('shift.found', { count: shift.answered })} · {t('shift.gaps', { count: shift.gaps })} · {t('shift.callbacks', { count: shift.callbacks })}</p></section>
      <form method="post" className="inline-form"><input type="hidden" name="deed" value="extension" /><TextInput name="extension" inputMode="numeric" autoComplete="off" label={t('extension.label')} error={say('extension')} defaultValue={value('extension', extension)} width="short" maxLength={10} /><Button variant="ghost">{t('extension.save')}</Button></form>
    </footer>
  );
}
