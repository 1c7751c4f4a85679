import { roleName, categories, Faults, UnitsField, useFaults } from '../../people/index.ts';
import { roles } from '../../people/actor.ts';
import { largeFirst } from '../../platform/i18n/first-letter.ts';
import { useLocale, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Disclosure, LinkButton, PageHead, RadioGroup, Select, TextInput } from '../../ui/index.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import { assignmentWords } from '../messages/assignment-words.ts';
import type { RuleChoices } from '../queries/assignment-pages.server.ts';
import { resultKinds, type RuleWho } from '../rules/assignment-rule.ts';
import { RuleCrumbs, RuleSteps } from './assignment-parts.tsx';

interface Fields {
  choices: RuleChoices;
  name: string;
  who: RuleWho;
  /** Names of the units that the rule mentions already; those that were closed are offered nowhere else. */
  names: Readonly<Record<string, string>>;
}

export interface WhoView extends Fields {
  /** A new rule has an id that its form made, and asks once for its reach. */
  rule: { id: string; revision: number | null; title: string; isChange: boolean };
  reaches: readonly { id: string; name: string }[];
  isWholeProvince: boolean;
}

/** The first step: whom a rule means. */
export function AssignmentWhoPage(view: WhoView) {
  const t = useText(assignmentMessages);
  const { rule } = view;
  const isNew = rule.revision === null;
  return (
    <div className="stack-l">
      <PageHead title={rule.title} lead={rule.isChange ? `${t('edit.lead')} ${t('who.lead')}` : t('who.lead')} breadcrumb={<RuleCrumbs rule={isNew ? undefined : { id: rule.id, name: view.name }} here={isNew ? rule.title : t('step.who')} />} />
      <RuleSteps id={isNew ? null : rule.id} at="who" />
      <Faults />
      <Card>
        <form method="post" className="form stack" noValidate>
          {isNew ? <><input type="hidden" name="id" value={rule.id} /><Reach view={view} /></> : <input type="hidden" name="revision" value={rule.revision ?? 0} />}
          <WhoFields {...view} />
          <div className="actions">
            <Button name="next" value="go" iconAfter="arrow-right">{t('who.next')}</Button>
            <Button name="next" value="stay" variant="ghost" icon="plus">{t('who.keep-adding')}</Button>
            <LinkButton href={isNew ? '/admin/assignments' : `/admin/assignments/${rule.id}`} variant="ghost">{t('back')}</LinkButton>
          </div>
        </form>
      </Card>
    </div>
  );
}

function Reach({ view: { reaches, isWholeProvince } }: { view: WhoView }) {
  const t = useText(assignmentMessages);
  const { value } = useFaults();
  if (isWholeProvince) return <input type="hidden" name="unitId" value="" />;
  if (reaches.length === 1) return <input type="hidden" name="unitId" value={reaches[0]?.id} />;
  return <Select name="unitId" label={t('who.reach')} hint={t('who.reach-hint')} defaultValue={value('unitId', reaches[0]?.id)} options={reaches.map(({ id, name }) => ({ value: id, label: name }))} />;
}

function WhoFields({ choices, name, who, names }: Fields) {
  const t = useText(assignmentMessages);
  const words = useText(assignmentWords);
  const { say, value } = useFaults();
  const others = who.roles.length > 0 || who.joinedFrom !== null || who.joinedTo !== null || who.result !== null;
  const told = ['joinedFrom', 'joinedTo', 'resultCourse', 'resultBefore'].some((field) => say(field));
  return (
    <>
      <TextInput name="name" label={t('who.name')} hint={t('who.name-hint')} defaultValue={value('name', name)} error={say('name')} maxLength={200} required />
      <UnitList field="units" choices={choices} chosen={who.units} names={names} />
      <UnitList field="notUnits" choices={choices} chosen={who.notUnits} names={names} />
      <RadioGroup multiple columns name="categories[]" id="categories" legend={t('who.categories')} value={value('categories', who.categories.join('\n')).split('\n')} options={categories.map((category) => ({ value: category, label: largeFirst(words(`category.${category}`)) }))} />
      <TextInput name="positions" label={t('who.positions')} hint={t('who.positions-hint')} defaultValue={value('positions', who.positions.join(', '))} error={say('positions')} />
      <Disclosure summary={t('who.more')} open={others || told}><MoreFields choices={choices} who={who} /></Disclosure>
    </>
  );
}

function UnitList({ field, choices, chosen, names }: { field: 'units' | 'notUnits'; choices: RuleChoices; chosen: readonly string[]; names: Readonly<Record<string, string>> }) {
  const t = useText(assignmentMessages);
  const isIn = field === 'units';
  return <UnitsField name={field} legend={t(isIn ? 'who.units' : 'who.not-units')} addLabel={t(isIn ? 'who.add-unit' : 'who.add-not-unit')} emptyLabel={t('who.choose')} units={choices.units} chosen={chosen} names={names} />;
}

function MoreFields({ choices, who }: { choices: RuleChoices; who: RuleWho }) {
  const t = useText(assignmentMessages);
  const locale = useLocale();
  const { say, value } = useFaults();
  return (
    <div className="stack">
      <RadioGroup multiple columns name="roles[]" id="roles" legend={t('who.roles')} value={value('roles', who.roles.join('\n')).split('\n')} options={roles.filter((role) => role !== 'LEARNER').map((role) => ({ value: role, label: roleName(role, locale) }))} />
      <TextInput name="joinedFrom" type="date" width="middle" label={t('who.joined-from')} defaultValue={value('joinedFrom', who.joinedFrom)} error={say('joinedFrom')} />
      <TextInput name="joinedTo" type="date" width="middle" label={t('who.joined-to')} defaultValue={value('joinedTo', who.joinedTo)} error={say('joinedTo')} />
      <Select name="resultKind" label={t('who.result')} emptyLabel={t('who.result-none')} defaultValue={value('resultKind', who.result?.kind)} error={say('resultKind')} options={resultKinds.map((kind) => ({ value: kind, label: t(`who.result-${kind}`) }))} />
      <Select name="resultCourse" label={t('who.result-course')} emptyLabel="–" defaultValue={value('resultCourse', who.result?.courseId)} error={say('resultCourse')} options={choices.courses.map(({ id, title }) => ({ value: id, label: title }))} />
      <TextInput name="resultBefore" type="date" width="middle" label={t('who.result-before')} defaultValue={value('resultBefore', who.result?.before)} error={say('resultBefore')} />
    </div>
  );
}
