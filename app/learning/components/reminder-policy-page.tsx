import { Faults, useFaults } from '../../people/index.ts';
import { largeFirst, smallFirst } from '../../platform/i18n/first-letter.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Checkbox, Notice, Select, Table, TextArea, TextInput } from '../../ui/index.ts';
import { escalationMessages } from '../messages/escalations.ts';
import { reminderMessages } from '../messages/reminders.ts';
import type { ReminderPolicyPage } from '../queries/reminder-policy.server.ts';
import type { ReminderChannel, ReminderPolicy } from '../rules/reminder-policy.ts';
import { escalationSteps } from '../rules/escalation.ts';
import { stepsOf } from '../rules/reminders.ts';
import { typedPolicy } from '../rules/typed-policy.ts';
import { ReminderPage, useStepName } from './reminder-parts.tsx';

interface Shown {
  shown: ReminderPolicyPage;
  channels: readonly ReminderChannel[];
  mayChange: boolean;
  isSaved: boolean;
}

/** The rule of reminders in words, an example with its days, and the form that changes it from tomorrow. */
export function ReminderPolicyView({ shown, channels, mayChange, isSaved }: Shown) {
  const t = useText(reminderMessages);
  const formats = useFormats();
  const { current, coming } = shown;
  const since = current.from ? t('policy.since', { day: formats.day(current.from), basis: basisOf(current) }) : t('policy.default', { basis: basisOf(current) });
  return (
    <ReminderPage tab="policy" lead={t('policy.lead')}>
      {isSaved ? <Notice tone="ok" focused>{t('policy.saved')}</Notice> : null}
      <Faults />
      <div className="split">
        <div className="stack">
          <Card title={t('policy.now')} id="now" lead={since}><PolicyWords policy={current.value} /></Card>
          {coming ? <Card title={t('policy.from', { day: formats.day(coming.from) })} id="coming" lead={t('policy.since', { day: formats.day(coming.from), basis: basisOf(coming) })}><PolicyWords policy={coming.value} /></Card> : null}
          <Example shown={shown} />
        </div>
        {mayChange ? <PolicyForm shown={shown} channels={channels} /> : <Notice live={false}>{t('policy.read-only')}</Notice>}
      </div>
    </ReminderPage>
  );
}

const basisOf = ({ legalBasis }: { legalBasis: string | null }) => (legalBasis ?? '–').replace(/[.\s]+$/, '');

function PolicyWords({ policy }: { policy: ReminderPolicy }) {
  const t = useText(reminderMessages);
  const formats = useFormats();
  const offsets = stepsOf(policy).map(({ offset }) => offset);
  const [before, after] = [formats.list(offsets.filter((offset) => offset < 0).map((offset) => String(-offset))), formats.list(offsets.filter((offset) => offset > 0).map(String))];
  const steps = [before ? t('words.before', { days: before }) : '', policy.onDueDay ? t('words.due') : '', after ? t('words.after', { days: after }) : ''].filter(Boolean);
  return (
    <ul className="bullets">
      <li>{steps.length > 0 ? t('words.steps', { steps: steps.join('; ') }) : t('words.no-steps')}</li>
      <li>{t('words.hour', { hour: policy.hour, days: policy.catchUpDays, until: policy.until })}</li>
      <li>{t(policy.workingDaysOnly ? 'words.working' : 'words.any-day')}</li>
      <li>{policy.channels.length > 0 ? t('words.channels', { channels: policy.channels.map((channel) => smallFirst(t(`channel.${channel}`))).join(', ') }) : t('words.inbox-only')}</li>
      <li>{t(policy.isDuty ? 'words.duty' : 'words.no-duty')}</li>
      <LeaderWords policy={policy} />
      <li>{t('words.once')}</li>
    </ul>
  );
}

/** What leaders are told, in words. */
function LeaderWords({ policy }: { policy: ReminderPolicy }) {
  const t = useText(escalationMessages);
  const days = useFormats().list(escalationSteps(policy).map(({ offset }) => String(offset)));
  return (
    <>
      <li>{days ? t('words.escalation', { days }) : t('words.no-escalation')}</li>
      <li>{policy.digest ? t('words.digest', { weekday: t(`weekday.${policy.digest.weekday as 1}`), hour: policy.digest.hour }) : t('words.no-digest')}</li>
    </>
  );
}

function Example({ shown: { example } }: { shown: ReminderPolicyPage }) {
  const t = useText(reminderMessages);
  const formats = useFormats();
  const name = useStepName();
  const e = useText(escalationMessages);
  const long = (day: string) => formats.weekday(`${day}T05:00:00.000Z`);
  const rows = [...example.steps, ...example.escalations.map((step) => ({ ...step, isTold: true }))];
  return (
    <Card title={t('example.title', { day: long(example.dueOn) })} id="example">
      <form method="get" action="/admin/reminders/policy#example" className="inline-form">
        <TextInput name="due" type="date" label={t('example.due')} defaultValue={example.dueOn} width="middle" />
        <Button variant="ghost">{t('filter.show')}</Button>
      </form>
      <Table
        caption={t('example.title', { day: long(example.dueOn) })}
        hideCaption
        rows={rows.toSorted((one, other) => one.day.localeCompare(other.day))}
        rowKey={(step) => `${'isTold' in step ? 'told ' : ''}${step.key}`}
        empty={t('words.no-steps')}
        columns={[
          { key: 'step', head: t('example.step'), rowHeader: true, cell: (step) => ('isTold' in step ? `${e('example.title')}: ${name(step.key).toLocaleLowerCase()}` : name(step.key)) },
          { key: 'day', head: t('example.day'), cell: (step) => (step.day === step.plain ? long(step.day) : t('example.moved', { day: long(step.day), plain: long(step.plain) })) },
        ]}
      />
    </Card>
  );
}

function PolicyForm({ shown: { newest, mark }, channels }: Pick<Shown, 'shown' | 'channels'>) {
  const t = useText(reminderMessages);
  const { say, value } = useFaults();
  const stored = typedPolicy(newest.value, newest.legalBasis ?? '');
  const text = (name: string) => ({ name, error: say(name), defaultValue: value(name, stored[name]) });
  const tick = (name: string) => ({ name, value: 'on', defaultChecked: value(name, stored[name]) === 'on' });
  return (
    <Card title={t('form.title')} id="change">
      <form method="post" action="/admin/reminders/policy" className="stack" noValidate>
        <input type="hidden" name="mark" value={mark} />
        <TextInput {...text('before')} label={t('form.before')} hint={t('form.before-hint')} width="middle" />
        <Checkbox {...tick('onDueDay')} label={t('form.due')} />
        <TextInput {...text('first')} label={t('form.first')} hint={t('form.first-hint')} width="short" inputMode="numeric" />
        <TextInput {...text('every')} label={t('form.every')} width="short" inputMode="numeric" />
        <TextInput {...text('times')} label={t('form.times')} width="short" inputMode="numeric" />
        <TextInput {...text('hour')} label={t('form.hour')} hint={t('form.hour-hint')} width="short" required />
        <TextInput {...text('until')} label={t('form.until')} hint={t('form.until-hint')} width="short" required />
        <TextInput {...text('catchUpDays')} label={t('form.catch-up')} width="short" inputMode="numeric" required />
        <Checkbox {...tick('workingDaysOnly')} label={t('form.working')} />
        <LeaderFields text={text} />
        <fieldset className="field">
          <legend className="field-label">{t('form.channels')}</legend>
          <p className="field-hint">{t('form.channels-hint')}</p>
          {channels.map((channel) => <Checkbox key={channel} {...tick(`channel_${channel}`)} label={t(`channel.${channel}`)} />)}
        </fieldset>
        <Checkbox {...tick('isDuty')} label={t('form.duty')} />
        <TextArea {...text('legalBasis')} label={t('form.basis')} hint={t('form.basis-hint')} rows={3} maxLength={300} required />
        <div className="row"><Button icon="save">{t('form.save')}</Button></div>
      </form>
    </Card>
  );
}

/** When leaders are told of people who are late, and when they get the figures of the week. */
function LeaderFields({ text }: { text: (name: string) => { name: string; error: string | undefined; defaultValue: string | undefined } }) {
  const t = useText(escalationMessages);
  const weekdays = ([1, 2, 3, 4, 5, 6, 7] as const).map((day) => ({ value: String(day), label: largeFirst(t(`weekday.${day}`)) }));
  return (
    <>
      <TextInput {...text('tellFirst')} label={t('form.first')} hint={t('form.first-hint')} width="short" inputMode="numeric" />
      <TextInput {...text('tellEvery')} label={t('form.every')} width="short" inputMode="numeric" />
      <TextInput {...text('tellTimes')} label={t('form.times')} width="short" inputMode="numeric" />
      <Select {...text('digestDay')} label={t('form.digest-day')} emptyLabel={t('form.digest-none')} options={weekdays} />
      <TextInput {...text('digestHour')} label={t('form.digest-hour')} width="short" />
    </>
  );
}
