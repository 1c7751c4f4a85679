import { useText } from '../../platform/i18n/react.tsx';
import { categories, useFaults } from '../../people/index.ts';
import { Button, Card, Checkbox, RadioGroup, Select } from '../../ui/index.ts';
import { courseStates, levels, type AudienceRules } from '../forms/audience.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';

export interface AudienceChoices {
  units: { id: string; name: string; depth: number }[];
  courses: { slug: string; title: string }[];
}

/** Rules for whom a campaign is; saving shows at once how many that is. */
export function AudienceForm({ campaign, choices }: { campaign: { revision: number; audience: string }; choices: AudienceChoices }) {
  const t = useText(composerMessages);
  const c = useText(campaignMessages);
  const { value } = useFaults();
  const rules = JSON.parse(campaign.audience) as AudienceRules;
  return (
    <Card>
      <form method="post" noValidate className="stack">
        <input type="hidden" name="revision" value={campaign.revision} />
        <Select name="unitId" label={t('audience.unit')} defaultValue={value('unitId', rules.unitId)} emptyLabel={c('all')} options={choices.units.map((unit) => ({ value: unit.id, label: `${'\u2003'.repeat(unit.depth)}${unit.name}` }))} />
        <Select name="level" label={t('audience.level')} defaultValue={value('level', rules.level)} emptyLabel={c('all')} options={levels.map((level) => ({ value: level, label: t(`level.${level}`) }))} />
        <RadioGroup multiple name="categories[]" legend={t('audience.categories')} value={value('categories', rules.categories.join('\n')).split('\n')} options={categories.map((category) => ({ value: category, label: t(`category.${category}`) }))} columns />
        <Checkbox name="leadersOnly" label={t('audience.leaders')} defaultChecked={value('leadersOnly', rules.leadersOnly ? 'on' : '') === 'on'} />
        <Select name="course" label={t('audience.course')} defaultValue={value('course', rules.course?.slug)} emptyLabel={c('all')} options={choices.courses.map((course) => ({ value: course.slug, label: course.title }))} />
        <Select name="courseState" label={t('audience.course-state')} defaultValue={value('courseState', rules.course?.state) || 'NOT_COMPLETED'} options={courseStates.map((state) => ({ value: state, label: t(`course.${state}`) }))} />
        <div className="row"><Button>{c('save')}</Button></div>
      </form>
    </Card>
  );
}
