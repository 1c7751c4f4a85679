import { useFaults } from '../../people/index.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { isTime, typedTime } from '../../platform/typed-time.ts';
import { Button, Card, Checkbox, ErrorSummary, Notice, Select, Table, Tag, TextArea, TextInput } from '../../ui/index.ts';
import { timeFields, waveUnits, weekdayFields, type WishTyped } from '../forms/slot-plan.ts';
import { broadcastMessages } from '../messages/broadcast.ts';
import { composerMessages } from '../messages/composer.ts';
import { slotPlanMessages } from '../messages/slot-plan.ts';
import type { CampaignPage } from '../queries/campaign-page.server.ts';
import type { SlotPlan } from '../queries/slot-plan.server.ts';
import { publicMedia } from '../rules/media.ts';
import { standingOf, type WantedMoment } from '../rules/slot-plan.ts';
import { weekdayNames } from '../rules/month.ts';
import { DayStrip } from './day-strip.tsx';

export interface PlanFormData {
  campaign: CampaignPage;
  units: { id: string; name: string; depth: number }[];
  quiet: { from: string; to: string };
  today: string;
  typed?: WishTyped;
  faults?: Record<string, Localised> | null;
  /** Where the form is one of several things on its page. */
  title?: string;
}
export interface PlanData extends PlanFormData {
  preview: SlotPlan | null;
}

/** Chooses the moments of a medium and where: nothing is planned by it. */
export function PlanForm({ campaign, units, quiet, today, typed, faults, title }: PlanFormData) {
  const t = useText(slotPlanMessages);
  const b = useText(broadcastMessages);
  const c = useText(composerMessages);
  const locale = useLocale();
  const media = publicMedia.filter((medium) => campaign.media.some((row) => row.medium === medium));
  const say = (field: string) => faults?.[field]?.[locale];
  const waves = campaign.stagger_days > 0 ? waveUnits.map((value, at) => ({ value, label: t(at === 0 ? 'wave.first' : 'wave.later', { days: campaign.stagger_days }) })) : [];
  const list = Object.entries(faults ?? {}).map(([field, fault]) => ({ href: `#${field}`, message: fault[locale] }));
  if (media.length === 0) return <Notice live={false} action={<a href={`/campaigns/${campaign.id}/content/led`}>{c('content.title')}</a>}>{b('slots.no-medium')}</Notice>;
  return (
    <Card title={title} id="plan">
      <form method="get" action={`/campaigns/${campaign.id}/slots/plan`} noValidate className="stack">
        <ErrorSummary title={t('faults.title')} errors={list} />
        <Select name="medium" label={b('slots.medium')} error={say('medium')} defaultValue={typed?.medium ?? media[0]} options={media.map((medium) => ({ value: medium, label: c(`medium.${medium}`) }))} required />
        <div className="inline-fields">
          <TextInput name="from" type="date" label={t('from')} error={say('from')} defaultValue={typed?.from ?? ''} min={today} width="middle" required />
          <TextInput name="to" type="date" label={t('to')} error={say('to')} defaultValue={typed?.to ?? ''} min={today} width="middle" />
        </div>
        <fieldset className="field">
          <legend className="field-label">{t('weekdays')}</legend>
          <p className="field-hint">{t('weekdays-hint')}</p>
          {say('d1') ? <p className="field-error">{say('d1')}</p> : null}
          <div className="tick-columns">{weekdayFields.map((field, at) => <Checkbox key={field} name={field} label={weekdayNames[locale][at]} defaultChecked={typed?.[field] === 'on'} />)}</div>
        </fieldset>
        <fieldset className="field">
          <legend className="field-label">{t('times')}</legend>
          <p className="field-hint">{t('times-hint')}</p>
          <div className="time-columns">{timeFields.map((field, at) => <TextInput key={field} name={field} label={t('time', { at: at + 1 })} placeholder={at === 0 ? '06:30' : undefined} error={say(field)} defaultValue={typed?.[field] ?? ''} width="short" maxLength={10} autoComplete="off" required={at === 0} />)}</div>
        </fieldset>
        <QuietStrip quiet={quiet} times={timeFields.map((field) => typed?.[field] ?? '')} />
        <Select name="unitId" label={b('slots.unit')} defaultValue={typed?.unitId ?? ''} emptyLabel={b('slots.everywhere')} options={[...waves, ...units.map((unit) => ({ value: unit.id, label: `${'\u2003'.repeat(unit.depth)}${unit.name}` }))]} />
        <div className="row"><Button>{t('preview')}</Button></div>
      </form>
    </Card>
  );
}

/** The quiet hours of broadcasts over a day, with the times that were chosen. */
function QuietStrip({ quiet, times }: Pick<PlanFormData, 'quiet'> & { times: readonly string[] }) {
  const t = useText(slotPlanMessages);
  const hours = times.map(typedTime).filter(isTime).map((time) => Number(time.slice(0, 2)) + Number(time.slice(3)) / 60);
  return (
    <div className="stack">
      <DayStrip quiet={quiet} marks={hours.map((hour) => ({ hour, kind: 'broadcast' }))} scale />
      <p className="muted small">{t('quiet', quiet)}</p>
    </div>
  );
}

/** What would be planned, moment by moment, and the form that does it. */
export function PlanPreview({ campaign, preview }: PlanData) {
  const t = useText(slotPlanMessages);
  const b = useText(broadcastMessages);
  const formats = useFormats();
  const { say, value } = useFaults();
  if (!preview) return null;
  const { moments, places, clashHash } = preview;
  if (places === 0) return <Notice tone="warn" live={false}>{b('fault.no-place')}</Notice>;
  const isUrgent = campaign.urgency === 'URGENT';
  const standings = moments.map((moment) => standingOf(moment, { isUrgent, quietReason: '', isClashSeen: true }));
  const usable = standings.filter((standing) => standing === 'free' || standing === 'quiet').length;
  const quiet = standings.filter((standing) => standing === 'quiet').length;
  const clashing = moments.filter(({ clashes, isPast, isOutside }) => clashes.length > 0 && !isPast && !isOutside).length;
  const title = t(quiet > 0 || clashHash ? 'sum-most' : 'sum-title', { slots: formats.number(usable * places) });
  return (
    <Card title={title} id="preview" lead={t('sum', { moments: formats.number(usable), places: formats.number(places) })}>
      <div className="stack">
        <Table caption={title} hideCaption rows={moments} rowKey={(moment) => moment.startsAt} columns={[
          { key: 'at', head: t('col.at'), rowHeader: true, cell: (moment) => `${formats.weekday(moment.startsAt)}, ${formats.time(moment.startsAt)}` },
          { key: 'what', head: t('col.what'), cell: (moment) => <MomentFacts moment={moment} campaign={campaign} /> },
        ]} />
        {usable === 0 ? <Notice tone="warn" live={false}>{t('nothing')}</Notice> : (
          <form method="post" noValidate className="stack">
            <input type="hidden" name="revision" value={campaign.revision} />
            {quiet > 0 ? <TextArea name="quietReason" label={t('quiet-reason')} hint={t('quiet-reason-hint', { count: quiet })} error={say('quietReason')} defaultValue={value('quietReason')} rows={2} maxLength={500} /> : null}
            {clashHash ? <Checkbox name="seen" value={clashHash} label={t('seen', { count: clashing })} hint={t('seen-hint')} error={say('seen')} defaultChecked={value('seen') === clashHash} /> : null}
            <div className="row"><Button>{t('confirm')}</Button></div>
          </form>
        )}
      </div>
    </Card>
  );
}

function MomentFacts({ moment, campaign }: { moment: WantedMoment; campaign: CampaignPage }) {
  const t = useText(slotPlanMessages);
  const formats = useFormats();
  if (moment.isPast) return <Tag tone="danger">{t('past')}</Tag>;
  if (moment.isOutside) return <Tag tone="danger">{t('outside', { at: formats.moment(campaign.not_after ?? '') })}</Tag>;
  const until = moment.quietUntil ? formats.time(moment.quietUntil) : '';
  const isFree = !moment.quietUntil && moment.clashes.length === 0;
  return (
    <div className="tags">
      {isFree ? <Tag tone="ok">{t('free')}</Tag> : null}
      {moment.quietUntil ? <Tag tone="warn" icon="clock">{t(campaign.urgency === 'URGENT' ? 'quiet-urgent' : 'in-quiet', { until })}</Tag> : null}
      <MomentNotes {...moment} />
    </div>
  );
}

/** Days off and other broadcasts at the same places. */
export function MomentNotes({ holiday, clashes }: Pick<WantedMoment, 'holiday' | 'clashes'>) {
  const t = useText(slotPlanMessages);
  const formats = useFormats();
  const locale = useLocale();
  return (
    <>
      {holiday ? <Tag tone="gold" icon="flag">{t('holiday', { holiday: locale === 'vi' ? holiday.name_vi : holiday.name_en })}</Tag> : null}
      {clashes.map((clash) => <Tag key={clash.campaignId + clash.startsAt} tone="warn">{t('clash', { campaign: clash.name, at: formats.moment(clash.startsAt), places: formats.number(clash.places) })}</Tag>)}
    </>
  );
}

/** What was said of a planned moment in quiet hours. */
export function QuietNote({ plan, isUrgent }: { plan: { quietUntil: string | null; quietReason: string | null; isUnexplained: boolean }; isUrgent: boolean }) {
  const t = useText(slotPlanMessages);
  const formats = useFormats();
  if (plan.isUnexplained) return <Tag tone="danger">{t('quiet-unexplained')}</Tag>;
  if (plan.quietReason) return <Tag tone="warn" icon="clock">{t('quiet-why', { reason: plan.quietReason })}</Tag>;
  return plan.quietUntil && isUrgent ? <Tag icon="clock">{t('quiet-urgent', { until: formats.time(plan.quietUntil) })}</Tag> : null;
}
