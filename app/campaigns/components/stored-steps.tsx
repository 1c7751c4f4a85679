import { categories, roleName } from '../../people/index.ts';
import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { Card, Meta } from '../../ui/index.ts';
import { rulesOf } from '../forms/audience.ts';
import { messageTyped, parametersTyped, type Pulse } from '../forms/campaign.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import { wayMessages } from '../messages/ways.ts';
import { measuringMessages } from '../messages/measuring.ts';
import { planMessages } from '../messages/plan.ts';
import type { LineChoice } from '../queries/plan.server.ts';
import { audienceSentence } from '../rules/audience-words.ts';
import { mostVariants, personalMedia, type PublicMedium, type Variant } from '../rules/media.ts';
import type { MessageTexts } from '../rules/stored-texts.ts';
import type { AudienceChoices } from './audience-form.tsx';
import { percentTyped, type StoredGoal } from './goal-fields.tsx';
import { rightFirst } from './message-fields.tsx';
import type { ScheduleData } from './schedule-form.tsx';
import { StoredNow, type StoredField } from './stored-now.tsx';

const tick = (isOn: boolean) => (isOn ? 'on' : '');

/** The goal of a campaign as it is stored now, where it was changed while somebody was typing. */
export function GoalStored({ stored, lines }: { stored: StoredGoal; lines: readonly LineChoice[] }) {
  const t = useText(composerMessages);
  const c = useText(campaignMessages);
  const p = useText(planMessages);
  const m = useText(measuringMessages);
  const pulse = stored.pulse ? (JSON.parse(stored.pulse) as Pulse) : null;
  const percent = (name: 'baseline' | 'target', value: number | null) => ({ name, label: t(`goal.${name}`), stored: String(value ?? ''), shown: percentTyped(value) });
  return (
    <StoredNow
      fields={[
        { name: 'line', label: p('in-plan'), stored: stored.plan_line_id ?? '', shown: lines.find(({ id }) => id === stored.plan_line_id)?.title ?? p('not-in-plan') },
        { name: 'name', label: t('goal.name'), stored: stored.name },
        { name: 'model', label: t('goal.model'), stored: String(stored.model), shown: c(`model.${stored.model as 26}`) },
        { name: 'topic', label: t('goal.topic'), stored: stored.topic, shown: t(`topic.${stored.topic as 'SECURITY'}`) },
        { name: 'contentSource', label: t('goal.source'), stored: stored.content_source },
        { name: 'goal', label: t('goal.goal'), stored: stored.goal },
        { name: 'measure', label: t('goal.measure'), stored: stored.measure },
        { name: 'measuredBy', label: m('by'), stored: stored.measured_by, shown: m(`by.${stored.measured_by as 'PULSE'}`) },
        percent('baseline', stored.baseline_percent),
        percent('target', stored.target_percent),
        { name: 'after', label: t('goal.after'), stored: String(stored.measured_after_days) },
        { name: 'pulse', label: t('goal.pulse'), stored: pulse?.text ?? '' },
        { name: 'pulseOptions', label: t('content.options'), stored: pulse?.options.join('\n') ?? '' },
        { name: 'urgency', label: t('goal.urgency'), stored: stored.urgency, shown: t(`urgency.${stored.urgency as 'NORMAL'}`) },
        { name: 'urgentReason', label: t('goal.urgent-reason'), stored: stored.urgent_reason ?? '' },
        { name: 'isDuty', label: t('goal.duty'), stored: tick(stored.is_duty === 1), shown: stored.is_duty ? '✓' : '' },
        { name: 'isDrill', label: t('goal.drill'), stored: tick(stored.is_drill === 1), shown: stored.is_drill ? '✓' : '' },
      ]}
    />
  );
}

interface Audience {
  campaign: { audience: string };
  choices: AudienceChoices;
}

/** The same for whom a campaign is for. */
export function AudienceStored(audience: Audience) {
  return <StoredNow fields={useAudienceFields(audience)} />;
}

/** The rules by which its audience was chosen, for whoever answers for it. */
export function AudienceShown(audience: Audience) {
  const t = useText(composerMessages);
  const locale = useLocale();
  const rules = useAudienceFields(audience).filter(({ stored }) => stored !== '');
  return (
    <Card title={t('audience.title')} id="audience">
      <p>{audienceSentence(rulesOf(audience.campaign), audience.choices, locale)}</p>
      {rules.length > 0 ? <Meta items={rules.map(({ label, shown }) => ({ term: label, detail: <span className="pre-line">{shown}</span> }))} /> : null}
    </Card>
  );
}

function useAudienceFields({ campaign, choices }: Audience): (StoredField & { shown: string })[] {
  const t = useText(composerMessages);
  const c = useText(campaignMessages);
  const locale = useLocale();
  const { unitIds, level, categories: some, roles, course, exceptUnitIds, exceptCompleted } = rulesOf(campaign);
  const chosen = categories.filter((category) => some.includes(category));
  const titleOf = (slug: string) => choices.courses.find((one) => one.slug === slug)?.title ?? slug;
  const several = (name: string, label: string, values: readonly string[], called: (value: string) => string) => ({ name, label, stored: values.join('\n'), shown: values.map(called).join('\n') });
  const unitOf = (id: string) => choices.units.find((unit) => unit.id === id)?.name ?? id;
  return [
    several('unitIds', t('audience.unit'), unitIds, unitOf),
    { name: 'level', label: t('audience.level'), stored: level ?? '', shown: level ? t(`level.${level}`) : c('all') },
    { name: 'categories', label: t('audience.categories'), stored: chosen.join('\n'), shown: chosen.map((category) => t(`category.${category}`)).join('\n') },
    { name: 'roles', label: t('audience.roles'), stored: roles.join('\n'), shown: roles.map((role) => roleName(role, locale)).join('\n') },
    { name: 'course', label: t('audience.course'), stored: course?.slug ?? '', shown: course ? titleOf(course.slug) : c('all') },
    { name: 'courseState', label: t('audience.course-state'), stored: course?.state ?? '', shown: course ? t(`course.${course.state}`) : '' },
    several('exceptUnitIds', t('audience.except-units'), exceptUnitIds, unitOf),
    several('exceptCompleted', t('audience.except-completed'), exceptCompleted, titleOf),
  ];
}

/** The same for when it starts and ends. */
export function ScheduleStored({ campaign, local }: Pick<ScheduleData, 'campaign' | 'local'>) {
  const t = useText(composerMessages);
  const formats = useFormats();
  const moment = (at: string | null) => (at ? formats.moment(at) : '');
  const channels = campaign.media.flatMap(({ medium, when_closed }) => personalMedia.filter((one) => one === medium).map((one) => ({ medium: one, closed: when_closed })));
  return (
    <StoredNow
      fields={[
        { name: 'sendAt', label: t('schedule.send-at'), stored: local.sendAt, shown: moment(campaign.send_at) },
        { name: 'notAfter', label: t('schedule.not-after'), stored: local.notAfter, shown: moment(campaign.not_after) },
        { name: 'stagger', label: t('schedule.stagger'), stored: String(campaign.stagger_days) },
        ...channels.map(({ medium, closed }) => ({ name: `closed_${medium}`, label: t('schedule.closed', { medium: t(`medium.${medium}`) }), stored: closed, shown: t(`closed.${closed as 'WAIT'}`) })),
      ]}
    />
  );
}

/** The same for the words for people and their channels. */
export function MessageStored({ stored }: { stored: MessageTexts | null }) {
  const t = useText(composerMessages);
  const { question } = stored?.content ?? {};
  const chosen = personalMedia.filter((medium) => stored?.channels.includes(medium));
  const was = stored ? messageTyped({ revision: 0, content: stored.content, channels: chosen, sms: stored.sms, zalo: stored.zalo ?? null }) : {};
  const labels = { subject: t('content.subject'), body: t('content.body'), subjectEn: t('content.subject-en'), bodyEn: t('content.body-en'), link: t('content.link'), question: t('content.question'), sms: t('content.sms'), zaloTemplate: t('content.zalo-template') };
  return (
    <StoredNow
      fields={[
        ...Object.entries(labels).map(([name, label]) => ({ name, label, stored: was[name] ?? '' })),
        { name: 'options', label: t('content.options'), stored: question ? rightFirst(question).join('\n') : '' },
        { name: 'channels', label: t('content.channels'), stored: chosen.join('\n'), shown: chosen.map((medium) => t(`medium.${medium}`)).join('\n') },
        { name: 'zaloParameters', label: t('content.zalo-parameters'), stored: parametersTyped(stored?.zalo?.parameters) },
      ]}
    />
  );
}

/** The same for the words of a medium for the public. */
export function MediumStored({ campaign, medium }: { campaign: { media: readonly { medium: string; content: string }[] }; medium: PublicMedium }) {
  const t = useText(composerMessages);
  const w = useText(wayMessages);
  const row = campaign.media.find((one) => one.medium === medium);
  const words = row ? (JSON.parse(row.content) as Record<string, unknown>) : {};
  const field = (name: string, label: string) => ({ name, label, stored: ((of) => (Array.isArray(of) ? of.join('\n') : String(of)))(words[name] ?? '') });
  const infoType = words['infoType'] as 'SECURITY' | undefined;
  const variants = (words['variants'] as Variant[] | undefined) ?? [];
  const fields = {
    LED: () => [field('pages', t('content.led')), field('seconds', t('content.led-seconds'))],
    LOUDSPEAKER: () => [
      field('script', t('content.script')),
      { ...field('infoType', t('content.info-type')), shown: infoType ? t(`info.${infoType}`) : '' },
      ...Array.from({ length: mostVariants }, (_, at) => [
        { name: `language_${at}`, label: t('content.variant-language'), stored: variants[at]?.language ?? '' },
        { name: `variant_${at}`, label: t('content.variant-text'), stored: variants[at]?.text ?? '' },
      ]).flat(),
    ],
    POSTER: () => [field('headline', t('content.headline')), field('text', t('content.poster-text')), field('link', t('content.poster-link'))],
    CRAWL: () => [field('text', t('content.crawl'))],
    POST: () => [field('title', w('post.title')), field('text', w('post.text')), field('link', w('post.link'))],
  }[medium];
  return <StoredNow fields={fields()} />;
}
