import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Notice } from '../../ui/index.ts';
import { unitMessages } from '../messages/units.ts';
import type { UnitFormData } from '../queries/unit-form.server.ts';
import { UnitField } from './person-fields.tsx';
import { DecisionForm } from './unit-forms.tsx';

/** Ending a unit, or merging it into another one: what is there, then the choice. */
export function UnitEndingPage({ units, counts, ...data }: UnitFormData) {
  const t = useText(unitMessages);
  const formats = useFormats();
  const facts = <Notice tone="warn" live={false}>{t('end-counts', { people: formats.number(counts.people), units: formats.number(counts.units) })} {counts.rights > 0 ? t('end-rights', { rights: formats.number(counts.rights) }) : null}</Notice>;
  return (
    <DecisionForm {...data} title={t('do.end')} lead={t('lead.end')} danger facts={facts}>
      <UnitField name="intoId" units={units} label={t('field.into')} emptyLabel={t('field.into-none')} required={false} />
    </DecisionForm>
  );
}
