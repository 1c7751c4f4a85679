import { Faults, useFaults } from '../people/index.ts';
import { useFormats, useLocale, useText } from '../platform/i18n/react.tsx';
import { Breadcrumb, Button, Card, LinkButton, Notice, PageHead, Table, TextArea, TextInput } from '../ui/index.ts';
import { SettingFields } from './setting-fields-form.tsx';
import { namesIn, partWord } from './setting-parts.ts';
import { inOneLine, linesOf } from './setting-words.ts';
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
          { key: 'value', head: t('column.value'), cell: ({ value, coming, stored }) => <><SettingValue json={value} />{stored === null ? null : <><strong className="block small">{t('broken')}</strong><Unread json={stored} /></>}{coming.map((next) => <span key={next.from} className="block small">{t('coming', { day: formats.day(next.from), value: next.isRead ? inOneLine(parsed(next.value), { locale, formats }) : next.value })}</span>)}</> },
          { key: 'from', head: t('column.from'), cell: ({ from, stored }) => <span className="unbroken">{from && stored === null ? formats.day(from) : t('from.product')}</span> },
          { key: 'basis', head: t('column.basis'), cell: ({ legalBasis }) => <span className="small">{legalBasis}</span> },
          { key: 'deed', head: t('column.deed'), cell: ({ key, formHref }) => <a href={formHref} className="unbroken" aria-label={t('change-of', { name: t(`name.${key}` as Name) })}>{t('change')}</a> },
        ]}
      />
    </div>
  );
}

/** One setting: what holds, what was set, and a form for what is to hold. */
export function SettingForm({ setting }: { setting: SettingPage }) {
  const t = useText(settingsMessages);
  const { value, say } = useFaults();
  const to = { locale: useLocale(), formats: useFormats() };
  const name = t(`name.${setting.key}` as Name);
  return (
    <div className="stack-l">
      <PageHead title={name} lead={setting.legalBasis} breadcrumb={<Crumbs here={name} />} />
      <Faults />
      <Card title={t('now')} id="now">
        <SettingValue json={setting.value} />
        {setting.stored === null ? null : <Notice tone="danger">{t('broken.text')}<Unread json={setting.stored} /></Notice>}
        <p className="muted small">{t('fallback', { value: inOneLine(parsed(setting.fallback), to) })}</p>
      </Card>
      <Card title={t('form')} id="change">
        <form method="post" action={`${listHref}/${setting.key}`} className="form stack" noValidate>
          <input type="hidden" name="mark" value={setting.mark} />
          {setting.fields ? <SettingFields fields={setting.fields} value={parsed(setting.value)} /> : <WholeValue setting={setting} />}
          <TextInput name="from" type="date" label={t('form.from')} hint={t(setting.mayBeginToday || setting.stored !== null ? 'form.from-today' : 'form.from-hint')} required defaultValue={value('from')} error={say('from')} />
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
      <TextArea name="value" label={t('form.value')} hint={t('form.value-hint')} rows={8} required spellCheck={false} autoCapitalize="off" defaultValue={value('value', pretty(setting.stored ?? setting.value))} error={say('value')} />
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
            { key: 'value', head: t('form.value'), cell: ({ value, isRead }) => (isRead ? <SettingValue json={value} /> : <Unread json={value} />) },
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

/** What is stored and cannot be read as this setting, as it is stored. */
function Unread({ json }: { json: string }) {
  const t = useText(settingsMessages);
  return <span className="block small">{t('stored')} {json ? <code className="wrap-anywhere">{json}</code> : t('stored.empty')}</span>;
}

/** A value for the eye: its parts by their words, a line each. */
function SettingValue({ json }: { json: string }) {
  const to = { locale: useLocale(), formats: useFormats() };
  const lines = linesOf(parsed(json), to);
  const [only] = lines;
  if (only && !only.name) return <span>{only.words}</span>;
  return <ul className="plain-list small">{lines.map(({ name, words }) => <li key={name}>{name}: {words}</li>)}</ul>;
}

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
