import type { ReactNode } from 'react';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, PageHead, Select, TextInput } from '../../ui/index.ts';
import { unitMessages } from '../messages/units.ts';
import { AdminCrumbs } from './admin-crumbs.tsx';
import { Faults, useFaults } from './faults.tsx';

/** What every form of a decision needs: an id of its own, and what it was drawn from. */
export interface DecisionFormProps {
  decisionId: string;
  mark: string;
  today: string;
  title: string;
  lead: string;
  /** Null for a unit that is yet to be. */
  unit: { id: string; name: string } | null;
  danger?: boolean;
  facts?: ReactNode;
  children: ReactNode;
}

/** One decision on a unit: its fields, its day, its basis. */
export function DecisionForm({ decisionId, mark, today, title, lead, unit, danger, facts, children }: DecisionFormProps) {
  const t = useText(unitMessages);
  const { say, value } = useFaults();
  const trail = [{ label: t('title'), href: '/admin/units' }, ...(unit ? [{ label: unit.name, href: `/admin/units/${unit.id}` }] : [])];
  return (
    <>
      <PageHead title={unit ? `${title}: ${unit.name}` : title} lead={lead} breadcrumb={<AdminCrumbs trail={trail} here={title} />} />
      <div className="form">
        <Faults />
        {facts}
        <Card>
          <form method="post" className="stack">
            <input type="hidden" name="id" value={value('id', decisionId)} />
            <input type="hidden" name="mark" value={mark} />
            {children}
            <TextInput name="on" type="date" label={t('field.on')} hint={t('field.on-hint')} error={say('on')} defaultValue={value('on', today)} width="middle" required />
            <TextInput name="legalBasis" label={t('field.basis')} hint={t('field.basis-hint')} error={say('legalBasis')} defaultValue={value('legalBasis')} maxLength={300} autoComplete="off" required />
            <div className="row">
              <Button variant={danger ? 'danger' : 'primary'}>{unit ? title : t('save')}</Button>
              <LinkButton variant="ghost" href={unit ? `/admin/units/${unit.id}` : '/admin/units'}>{t('cancel')}</LinkButton>
            </div>
          </form>
        </Card>
      </div>
    </>
  );
}

/** The two names of a unit. */
export function NameFields({ stored }: { stored?: { name: string; shortName: string } }) {
  const t = useText(unitMessages);
  const { say, value } = useFaults();
  return (
    <>
      <TextInput name="name" label={t('field.name')} error={say('name')} defaultValue={value('name', stored?.name)} maxLength={200} autoComplete="off" required />
      <TextInput name="shortName" label={t('field.short')} hint={t('field.short-hint')} error={say('shortName')} defaultValue={value('shortName', stored?.shortName)} maxLength={60} width="middle" autoComplete="off" required />
    </>
  );
}

/** A choice of words that the catalogue has for each value. */
export function WordsField<Value extends string>({ name, label, values, words, stored }: { name: string; label: string; values: readonly Value[]; words: (value: Value) => string; stored?: string }) {
  const t = useText(unitMessages);
  const { say, value } = useFaults();
  return <Select name={name} label={label} error={say(name)} defaultValue={value(name, stored)} emptyLabel={t('field.choose')} options={values.map((one) => ({ value: one, label: words(one) }))} required />;
}
