import { Faults, useFaults } from '../people/index.ts';
import { largeFirst } from '../platform/i18n/first-letter.ts';
import type { Locale } from '../platform/i18n/messages.ts';
import { useFormats, useLocale, useText } from '../platform/i18n/react.tsx';
import { Breadcrumb, Button, Card, LinkButton, Notice, PageHead, Table, TextArea, TextInput } from '../ui/index.ts';
import { SettingFields } from './setting-fields-form.tsx';
import { namesIn, partWord } from './setting-parts.ts';
import type { SettingPage, SettingView } from './settings-list.server.ts';
import { settingsMessages } from './settings-messages.ts';

const listHref = '/admin/settings';
type Name = Extract<keyof typeof settingsMessages.catalogue, `name.${string}`>;

function Crumbs({ here }: { here?: string }) {
  const t = useText(settingsMessages);
  return <Breadcrumb label={t('crumbs')} items={[{ label: t('admin'), href: '/admin' }, here ? { label: t('title'), href: listHref } : { label: t('title') }, ...(here ? [{ label: here }] : [])]} />;
}

/** Everything that law or policy sets, with what holds today. */
export function SettingsList({ settings, isDone, isWithdrawn = false }: { settings: readonly SettingView[]; isDone: boolean; isWithdrawn?: boolean }) {
  const t = useText(settingsMessages);
  const formats = useFormats();
  const locale = useLocale();
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<Crumbs />} />
      {isDone || isWithdrawn ? <Notice tone="ok" focused>{t(isWithdrawn ? 'done-withdrawn' : 'done')}</Notice> : null}
      <Table
        caption={t('title')}
        hideCaption
        rows={settings}
        rowKey={({ key }) => key}
        columns={[
          { key: 'name', head: t('column.name'), rowHeader: true, cell: ({ key }) => <>{t(`name.${key}` as Name)}<code className="block small muted">{key}</code></> },
          { key: 'value', head: t('column.value'), cell: ({ value, coming, isBroken }) => <><SettingValue json={value} />{isBroken ? <strong className="block small">{t('broken')}</strong> : null}{coming.map((next) => <span key={next.from} className="block small">{t('coming', { day: formats.day(next.from), value: inWords(next.value, locale) })}</span>)}</> },
          { key: 'from', head: t('column.from'), cell: ({ from }) => <span className="unbroken">{from ? formats.day(from) : t('from.product')}</span> },
          { key: 'basis', head: t('column.basis'), cell: ({ legalBasis }) => <span className="small">{legalBasis}</span> },
          { key: 'deed', head: t('column.deed'), cell: ({ key, formHref }) => <a href={formHref} aria-label={t('change-of', { name: t(`name.${key}` as Name) })}>{t('change')}</a> },
        ]}
      />
    </div>
  );
}

/** One setting: what holds, what was set, and a form for what is to hold. */
export function SettingForm({ setting }: { setting: SettingPage }) {
  const t = useText(settingsMessages);
  const { value, say } = useFaults();
  const locale = useLocale();
  const name = t(`name.${setting.key}` as Name);
  return (
    <div className="stack-l">
      <PageHead title={name} lead={setting.legalBasis} breadcrumb={<Crumbs here={name} />} />
      <Faults />
      <Card title={t('now')} id="now">
        <SettingValue json={setting.value} />
        {setting.isBroken ? <Notice tone="danger">{t('broken.text')}</Notice> : null}
        <p className="muted small">{t('fallback', { value: inWords(setting.fallback, locale) })}</p>
      </Card>
      <Card title={t('form')} id="change">
        <form method="post" action={`${listHref}/${setting.key}`} className="form stack" noValidate>
          <input type="hidden" name="mark" value={setting.mark} />
          {setting.fields ? <SettingFields fields={setting.fields} value={parsed(setting.isBroken ? setting.fallback : setting.value)} /> : <WholeValue setting={setting} />}
          <TextInput name="from" type="date" label={t('form.from')} hint={t(setting.mayBeginToday || setting.isBroken ? 'form.from-today' : 'form.from-hint')} required defaultValue={value('from')} error={say('from')} />
          <TextInput name="legalBasis" label={t('form.basis')} hint={t('form.basis-hint')} required maxLength={300} defaultValue={value('legalBasis')} error={say('legalBasis')} />
          <div className="actions">
            <Button icon="save">{t('form.save')}</Button>
            <LinkButton href={listHref} variant="ghost">{t('form.back')}</LinkButton>
          </div>
        </form>
      </Card>
      <History setting={setting} />
    </div>
  );
}

/** The whole value as JSON, for a setting with a part that no field fits, with what its parts are called. */
function WholeValue({ setting }: { setting: SettingPage }) {
  const t = useText(settingsMessages);
  const { value, say } = useFaults();
  const locale = useLocale();
  const names = namesIn(setting.fallback);
  return (
    <>
      <TextArea name="value" label={t('form.value')} hint={t('form.value-hint')} rows={8} required spellCheck={false} autoCapitalize="off" defaultValue={value('value', pretty(setting.value))} error={say('value')} />
      {names.length > 0 ? <ul className="plain-list small muted">{names.map((one) => <li key={one}><code>{one}</code>: {partWord(locale, one)}</li>)}</ul> : null}
    </>
  );
}

function History({ setting: { key, rows, coming, mark } }: { setting: SettingPage }) {
  const t = useText(settingsMessages);
  const formats = useFormats();
  return (
    <Card title={t('history')} id="history">
      {rows.length === 0 ? <p className="muted">{t('history.none')}</p> : (
        <Table
          caption={t('history')}
          hideCaption
          rows={rows}
          rowKey={({ from }) => from}
          columns={[
            { key: 'from', head: t('column.from'), rowHeader: true, cell: ({ from }) => formats.day(from) },
            { key: 'to', head: t('column.to'), cell: ({ to }) => (to ? formats.day(to) : '–') },
            { key: 'value', head: t('form.value'), cell: (row) => <SettingValue json={row.value} /> },
            { key: 'basis', head: t('column.basis'), cell: ({ legalBasis }) => legalBasis ?? '–' },
            ...(coming.length > 0 ? [{ key: 'deed', head: t('column.deed'), cell: ({ from }: SettingPage['rows'][number]) => (coming.some((next) => next.from === from) ? <Withdrawal settingKey={key} from={from} mark={mark} /> : '–') }] : []),
          ]}
        />
      )}
    </Card>
  );
}

function Withdrawal({ settingKey, from, mark }: { settingKey: string; from: string; mark: string }) {
  const t = useText(settingsMessages);
  const formats = useFormats();
  return (
    <form method="post" action={`${listHref}/${settingKey}/withdrawal`}>
      <input type="hidden" name="from" value={from} />
      <input type="hidden" name="mark" value={mark} />
      <Button variant="ghost" aria-label={t('withdraw-of', { day: formats.day(from) })}>{t('withdraw')}</Button>
    </form>
  );
}

/** A value for the eye: its parts by their words, a line each. */
function SettingValue({ json }: { json: string }) {
  const locale = useLocale();
  const value = parsed(json);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return <span>{inWords(json, locale)}</span>;
  return <ul className="plain-list small">{Object.entries(value).map(([name, part]) => <li key={name}>{largeFirst(partWord(locale, name))}: {sayInner(part, locale)}</li>)}</ul>;
}

/** The same in one line. */
function inWords(json: string, locale: Locale): string {
  return sayPart(parsed(json), locale);
}

function sayPart(value: unknown, locale: Locale): string {
  if (isSpan(value)) return value.join('–');
  if (Array.isArray(value)) return value.map((one) => sayInner(one, locale)).join(', ');
  if (typeof value === 'boolean') return partWord(locale, String(value));
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value).map(([name, part]) => `${partWord(locale, name)} ${sayInner(part, locale)}`).join(', ');
}

/** A part of a value: a code among them has words; a text that stands alone is what somebody wrote. */
const sayInner = (part: unknown, locale: Locale): string => (typeof part === 'string' ? partWord(locale, part) : sayPart(part, locale));

/** From an hour to another. */
const isSpan = (value: unknown): value is string[] => Array.isArray(value) && value.length === 2 && value.every((end) => /^\d\d:\d\d$/.test(String(end)));

const pretty = (json: string): string => {
  const value = parsed(json);
  return value === json ? json : JSON.stringify(value, null, 2);
};

/** What is stored and no JSON is shown as it is. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
