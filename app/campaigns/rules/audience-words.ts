import { roleName } from '../../people/index.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import type { AudienceRules } from '../forms/audience.ts';
import { composerMessages } from '../messages/composer.ts';

export interface AudienceNames {
  units: readonly { id: string; name: string }[];
  courses: readonly { slug: string; title: string }[];
}

/** Whom the rules mean, as one sentence for people; what has no name any more is called by its code. */
export function audienceSentence(rules: AudienceRules, { units, courses }: AudienceNames, locale: Locale): string {
  const t = composerMessages.in(locale);
  const either = new Intl.ListFormat(locale, { type: 'disjunction' });
  const both = new Intl.ListFormat(locale, { type: 'conjunction' });
  const unit = (id: string) => units.find((one) => one.id === id)?.name ?? id;
  const course = (slug: string) => courses.find((one) => one.slug === slug)?.title ?? slug;
  const { unitIds, level, categories, roles, course: wanted, exceptUnitIds, exceptCompleted } = rules;
  const conditions = [
    unitIds.length > 0 && t('sentence.units', { units: either.format(unitIds.map(unit)) }),
    level && t('sentence.level', { level: lower(t(`level.${level}`), locale) }),
    categories.length > 0 && t('sentence.categories', { categories: either.format(categories.map((one) => lower(t(`category.${one}`), locale))) }),
    roles.length > 0 && t('sentence.roles', { roles: either.format(roles.map((role) => lower(roleName(role, locale), locale))) }),
    wanted && t('sentence.course', { state: lower(t(`course.${wanted.state}`), locale), course: course(wanted.slug) }),
  ].filter((one) => typeof one === 'string');
  const exceptions = [
    exceptUnitIds.length > 0 && t('sentence.except-units', { units: both.format(exceptUnitIds.map(unit)) }),
    exceptCompleted.length > 0 && t('sentence.except-completed', { courses: either.format(exceptCompleted.map(course)) }),
  ].filter((one) => typeof one === 'string');
  const who = conditions.length > 0 ? t('sentence.who', { conditions: conditions.join(', ') }) : t('sentence.everybody');
  return exceptions.length > 0 ? t('sentence.except', { who, exceptions: both.format(exceptions) }) : `${who}.`;
}

function lower(text: string, locale: Locale): string {
  return text.charAt(0).toLocaleLowerCase(locale) + text.slice(1);
}
