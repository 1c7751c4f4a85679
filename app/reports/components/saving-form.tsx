import type { ReactNode } from 'react';
import { useText } from '../../platform/i18n/react.tsx';
import { Autosave, AutosaveState, Button, LinkButton } from '../../ui/index.ts';
import { monthlyMessages as messages } from '../messages/monthly.ts';

/** The form of one part or line of a report: it saves itself where scripts run, and by its button everywhere. */
export function SavingForm({ report, keep, revision, children }: { report: { id: string }; keep: string; revision: number; children: ReactNode }) {
  const t = useText(messages);
  const words = { saved: t('auto.saved'), saving: t('auto.saving'), failed: t('auto.failed'), session: t('auto.session'), conflict: t('auto.conflict'), restored: t('auto.restored') };
  return (
    <Autosave keep={`report.${report.id}.${keep}`} words={words}>
      <form method="post" noValidate className="stack">
        <input type="hidden" name="revision" value={revision} />
        {children}
        <AutosaveState />
        <div className="row"><Button icon="save">{t('save')}</Button><LinkButton variant="ghost" href={`/reports/monthly/${report.id}`}>{t('back')}</LinkButton></div>
      </form>
    </Autosave>
  );
}
