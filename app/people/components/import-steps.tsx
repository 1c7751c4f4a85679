import { useText } from '../../platform/i18n/react.tsx';
import { StepList } from '../../ui/index.ts';
import { importMessages } from '../messages/imports.ts';
import type { ImportBatch } from '../queries/import-batch.server.ts';

const order = ['upload', 'mapping', 'check', 'run'] as const;

/** Where one stands: file, columns, check, import. Columns can be chosen again until the import is confirmed. */
export function ImportSteps({ batch, at }: { batch: ImportBatch; at: (typeof order)[number] | 'end' }) {
  const t = useText(importMessages);
  const here = at === 'end' ? order.length : order.indexOf(at);
  const isOpen = batch.state === 'UPLOADED' || batch.state === 'CHECKED';
  const href = (step: (typeof order)[number]) => (step === 'mapping' && isOpen ? `/admin/import/${batch.id}/mapping` : undefined);
  const steps = order.map((step, index) => ({ label: t(`step.${step}`), state: index < here ? ('done' as const) : index === here ? ('current' as const) : ('todo' as const), ...(index < here ? { href: href(step) } : {}) }));
  return <StepList label={t('steps')} steps={steps} stateLabels={{ done: t('step.done'), current: t('step.current'), todo: t('step.todo') }} />;
}
