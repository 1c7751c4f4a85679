import { Faults, useFaults } from '../../people/index.ts';
import { plusDays } from '../../platform/days.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, PageHead, RadioGroup, TextInput } from '../../ui/index.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import type { CourseChoice } from '../queries/assignment-choices.server.ts';
import type { DraftPage } from '../queries/assignment-pages.server.ts';
import { RuleCrumbs, RuleSteps, useDraftTitle } from './assignment-parts.tsx';

/** The second step: which courses, by when, from when on. */
export function AssignmentWhatPage({ shown }: { shown: DraftPage }) {
  const t = useText(assignmentMessages);
  const { rule } = shown;
  const title = useDraftTitle()(rule.draft);
  return (
    <div className="stack-l">
      <PageHead title={title} lead={t('what.lead')} breadcrumb={<RuleCrumbs rule={{ id: rule.id, name: rule.draft?.name ?? title }} here={t('step.what')} />} />
      <RuleSteps id={rule.id} at="what" />
      <Faults />
      <Card>
        <form method="post" className="form stack" noValidate>
          <input type="hidden" name="revision" value={rule.revision} />
          <WhatFields shown={shown} />
          <div className="actions">
            <Button iconAfter="arrow-right">{t('what.next')}</Button>
            <LinkButton href={`/admin/assignments/${rule.id}/who`} variant="ghost">{t('back')}</LinkButton>
          </div>
        </form>
      </Card>
    </div>
  );
}

function WhatFields({ shown: { rule, choices, policy, today } }: { shown: DraftPage }) {
  const t = useText(assignmentMessages);
  const { say, value } = useFaults();
  const what = rule.draft?.what;
  const due = what?.due ?? { kind: 'AFTER' as const, days: policy.daysToFinish };
  // What a chosen path brings is not ticked a second time, so that taking the path out takes its courses out.
  const along = new Set(choices.paths.filter(({ key }) => what?.paths?.includes(key)).flatMap(({ courses }) => courses));
  const from = rule.draft?.validFrom ?? today;
  const until = rule.draft?.validTo ? plusDays(rule.draft.validTo, -1) : '';
  return (
    <>
      {choices.paths.length > 0 ? <RadioGroup multiple name="paths[]" id="paths" legend={t('what.paths')} hint={t('what.paths-hint')} error={say('paths')} value={value('paths', what?.paths?.join('\n')).split('\n')} options={choices.paths.map(({ key, title, audience }) => ({ value: key, label: title, hint: audience }))} /> : null}
      <RadioGroup multiple name="courses[]" id="courses" legend={t('what.courses')} error={say('courses')} value={value('courses', what?.courses.filter((id) => !along.has(id)).join('\n')).split('\n')} options={choices.courses.map((course) => ({ value: course.id, label: course.title, hint: renewalHint(t, course) }))} />
      <RadioGroup name="dueKind" legend={t('what.due')} error={say('dueKind')} required value={value('dueKind', due.kind)} options={(['AFTER', 'DATE', 'NONE'] as const).map((kind) => ({ value: kind, label: t(`what.due-${kind}`) }))} />
      <div data-with="AFTER"><TextInput name="dueDays" label={t('what.due-days')} hint={t('what.due-days-hint')} width="short" inputMode="numeric" error={say('dueDays')} defaultValue={value('dueDays', due.kind === 'AFTER' ? String(due.days) : '')} /></div>
      <div data-with="DATE"><TextInput name="dueOn" type="date" label={t('what.due-on')} hint={t('what.due-on-hint', { days: policy.shortestNotice })} width="middle" error={say('dueOn')} defaultValue={value('dueOn', due.kind === 'DATE' ? due.on : '')} /></div>
      <RadioGroup name="duty" legend={t('what.duty')} error={say('duty')} required value={value('duty', what?.isMandatory === false ? 'no' : 'yes')} options={(['yes', 'no'] as const).map((duty) => ({ value: duty, label: t(`what.duty-${duty}`) }))} />
      <TextInput name="validFrom" type="date" label={t('what.from')} width="middle" required error={say('validFrom')} defaultValue={value('validFrom', from)} />
      <TextInput name="validUntil" type="date" label={t('what.until')} hint={t('what.until-hint')} width="middle" error={say('validUntil')} defaultValue={value('validUntil', until)} />
    </>
  );
}

function renewalHint(t: ReturnType<typeof useText<typeof assignmentMessages.catalogue>>, { renewal }: CourseChoice): string {
  return renewal ? t('what.renewal', { months: renewal.everyMonths, days: renewal.leadDays }) : t('what.no-renewal');
}
