import { useLocale, useText } from '../../platform/i18n/react.tsx';
import { categories, roleName, UnitsField, useFaults } from '../../people/index.ts';
import { Button, Card, RadioGroup, Select } from '../../ui/index.ts';
import { audienceRoles, courseStates, levels, rulesOf, type AudienceRules } from '../forms/audience.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';

export interface AudienceChoices {
  units: { id: string; name: string; depth: number }[];
  courses: { slug: string; title: string }[];
}

/** Rules for whom a campaign is and whom it leaves out; saving shows at once how many that is. */
export function AudienceForm({ campaign, choices }: { campaign: { revision: number; audience: string }; choices: AudienceChoices }) {
  const t = useText(composerMessages);
  const c = useText(campaignMessages);
  const { value } = useFaults();
  const rules = rulesOf(campaign);
  return (
    <Card>
      <form method="post" noValidate className="stack">
        <input type="hidden" name="revision" value={campaign.revision} />
        <UnitsField name="unitIds" legend={t('audience.unit')} addLabel={t('audience.add-unit')} emptyLabel={rules.unitIds.length > 0 ? t('audience.no-more') : c('all')} units={choices.units} chosen={rules.unitIds} />
        <Select name="level" label={t('audience.level')} defaultValue={value('level', rules.level)} emptyLabel={c('all')} options={levels.map((level) => ({ value: level, label: t(`level.${level}`) }))} />
        <PeopleFields rules={rules} />
        <Select name="course" label={t('audience.course')} defaultValue={value('course', rules.course?.slug)} emptyLabel={c('all')} options={choices.courses.map((course) => ({ value: course.slug, label: course.title }))} />
        <Select name="courseState" label={t('audience.course-state')} defaultValue={value('courseState', rules.course?.state) || 'NOT_COMPLETED'} options={courseStates.map((state) => ({ value: state, label: t(`course.${state}`) }))} />
        <h2>{t('audience.except')}</h2>
        <UnitsField name="exceptUnitIds" legend={t('audience.except-units')} addLabel={t('audience.add-except-unit')} emptyLabel={rules.exceptUnitIds.length > 0 ? t('audience.no-more') : c('none')} units={choices.units} chosen={rules.exceptUnitIds} />
        {choices.courses.length > 0 ? <RadioGroup multiple columns name="exceptCompleted[]" id="exceptCompleted" legend={t('audience.except-completed')} value={value('exceptCompleted', rules.exceptCompleted.join('\n')).split('\n')} options={choices.courses.map((course) => ({ value: course.slug, label: course.title }))} /> : null}
        <div className="row"><Button>{c('save')}</Button></div>
      </form>
    </Card>
  );
}

function PeopleFields({ rules }: { rules: AudienceRules }) {
  const t = useText(composerMessages);
  const locale = useLocale();
  const { value } = useFaults();
  const several = (name: 'categories' | 'roles') => ({ name: `${name}[]`, id: name, legend: t(`audience.${name}`), value: value(name, rules[name].join('\n')).split('\n'), multiple: true, columns: true });
  return (
    <>
      <RadioGroup {...several('categories')} options={categories.map((category) => ({ value: category, label: t(`category.${category}`) }))} />
      <RadioGroup {...several('roles')} options={audienceRoles.map((role) => ({ value: role, label: roleName(role, locale) }))} />
    </>
  );
}
