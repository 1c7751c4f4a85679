import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Card, Disclosure, Meta, Notice, Table, type Crumb } from '../../ui/index.ts';
import { callsMessages as messages } from '../messages/calls.ts';
import { closingMessages } from '../messages/closing.ts';
import type { PublicCall } from '../queries/public-call.server.ts';
import { percentText } from '../rules/weights.ts';
import { useMoment, useSecond } from './call-parts.tsx';

/** The way back from a page of a contest. */
export function ContestCrumbs({ call, between, here }: { call?: { slug: string; title: string }; between?: Crumb | undefined; here: string }) {
  const t = useText(messages);
  return <Breadcrumb label={t('crumbs')} items={[{ label: t('title'), href: '/contests' }, ...(call ? [{ label: call.title, href: `/contests/${call.slug}` }] : []), ...(between ? [between] : []), { label: here }]} />;
}

/** The deadline as a sentence of the server, exact to the second and with its zone; a script counts down beside it. */
export function DeadlineSentence({ call }: { call: Pick<PublicCall, 'phase' | 'opensAt' | 'closesAt' | 'secondsLeft'> }) {
  const t = useText(messages);
  const moment = useMoment();
  if (call.phase === 'ANNOUNCED' && call.opensAt) return <p className="lead">{t('opens', moment(call.opensAt))}</p>;
  if (!call.closesAt) return null;
  if (call.phase !== 'OPEN') return <p>{call.secondsLeft > 0 ? t('deadline.stopped') : t('deadline.over', moment(call.closesAt))}</p>;
  return (
    <>
      <p className="lead"><strong>{t('deadline', moment(call.closesAt))}</strong></p>
      <Countdown closesAt={call.closesAt} left={call.secondsLeft} />
    </>
  );
}

/** How long is left when the page was made; brought to life by the island, which knows by how much the device's clock is wrong. */
function Countdown({ closesAt, left }: { closesAt: string; left: number }) {
  const t = useText(messages);
  const words = { days: Math.floor(left / 86_400), hours: Math.floor(left / 3_600) % 24, minutes: Math.floor(left / 60) % 60, seconds: left % 60 };
  return <p className="muted" role="timer" aria-label={t('left.label')} data-island="countdown" data-closes-at={closesAt} data-left={left} data-words={messages.catalogue.left[useLocale() === 'vi' ? 0 : 1]} data-over={t('left.over')}>{t('left', words)}</p>;
}

/** What everybody reads of a contest that was closed: since when, whether there are results, and why. */
export function ClosingNotice({ closing }: Pick<PublicCall, 'closing'>) {
  const t = useText(closingMessages);
  const formats = useFormats();
  if (!closing) return null;
  const day = formats.day(closing.at);
  return <Notice live={false} tone={closing.hasResults ? 'info' : 'warn'}>{closing.reason === null ? t('public.no-reason', { day }) : t(closing.hasResults ? 'public.results' : 'public.called-off', { day, reason: closing.reason })}</Notice>;
}

export function Tracks({ tracks }: { tracks: readonly string[] }) {
  const t = useText(messages);
  if (tracks.length === 0) return null;
  return <Card title={t('tracks')} id="tracks"><ul className="bullets">{tracks.map((track) => <li key={track}>{track}</li>)}</ul></Card>;
}

export function Datasets({ datasets }: { datasets: PublicCall['datasets'] }) {
  const t = useText(messages);
  if (datasets.length === 0) return null;
  return (
    <Card title={t('datasets')} id="datasets" lead={t('datasets.lead')}>
      <ul className="bullets spaced">
        {datasets.map((one, at) => (
          <li key={at}>
            <strong>{one.title}</strong><br />
            <span className="muted">{t('datasets.holder')}: {one.holder}. {t('datasets.terms')}: {one.terms}</span>
            {one.url ? <><br /><a href={one.url} rel="noreferrer">{t('datasets.open')}: {hostOf(one.url)}</a></> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

export function Criteria({ call }: { call: PublicCall }) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <Card title={t('criteria')} id="criteria" lead={t('criteria.lead', { count: formats.number(call.reviewsPerEntry) })}>
      {call.isBlind ? <p>{t('criteria.blind')}</p> : null}
      <p>{t(`vote.${call.publicVote}`)}</p>
      <p>{t(`method.${call.scoringMethod}`)}</p>
      {call.finalists > 0 ? <p>{t('method.final', { count: formats.number(call.finalists) })} {t(`pair-reasons.${call.pairReasons}`)}</p> : null}
      <Table caption={t('criteria.caption')} hideCaption rows={call.criteria} rowKey={(row) => row.title} columns={[
        { key: 'title', head: t('criteria.col.title'), rowHeader: true, cell: (row) => row.title },
        { key: 'weight', head: t('criteria.col.weight'), numeric: true, cell: (row) => `${percentText(row.weight)}%` },
        { key: 'max', head: t('criteria.col.max'), numeric: true, cell: (row) => formats.number(row.maxScore) },
        { key: 'anchors', head: t('criteria.col.anchors'), cell: (row) => (row.anchors.length > 0 ? <ul className="bullets">{row.anchors.map((anchor) => <li key={anchor}>{anchor}</li>)}</ul> : '–') },
      ]} />
    </Card>
  );
}

export function Prizes({ prizes }: { prizes: PublicCall['prizes'] }) {
  const t = useText(messages);
  const formats = useFormats();
  if (prizes.length === 0) return null;
  return <Card title={t('prizes')} id="prizes"><Meta items={prizes.map((prize) => ({ term: prize.title, detail: [t('prizes.count', { count: formats.number(prize.count) }), ...(prize.amount === null ? [] : [t('prizes.amount', { amount: formats.number(prize.amount) })])].join(' · ') }))} /></Card>;
}

/** The timetable as it holds today; what was announced at first and why it changed stands with it. */
export function PublicTimetable({ call }: { call: PublicCall }) {
  const t = useText(messages);
  const second = useSecond();
  const formats = useFormats();
  return (
    <Card title={t('timetable')} id="timetable" lead={t('timetable.zone')}>
      <Meta items={call.timetable.map((row) => ({ term: t(`moment.${row.kind}`), detail: <>{second(row.at)}{row.at === row.announced ? null : <><br /><span className="muted">{t('timetable.announced', { at: second(row.announced) })}</span></>}</> }))} />
      {call.closesAt ? <p className="muted">{call.lateUploadMinutes > 0 ? t('late-upload', { minutes: formats.number(call.lateUploadMinutes) }) : t('late-upload.none')}</p> : null}
      {call.extensions.length > 0 ? <><h3>{t('extensions')}</h3><ul className="bullets">{call.extensions.map((one, at) => <li key={at}>{t('extension', { minutes: formats.number(one.minutes), at: second(one.decidedAt), reason: one.reason })}</li>)}</ul></> : null}
    </Card>
  );
}

export function RulesFacts({ rules }: { rules: PublicCall['rules'][number] }) {
  const t = useText(messages);
  return <Disclosure summary={t('rules.hash')}><p>{t('rules.hash-text')}</p><code className="pre-line">{rules.contentHash}</code></Disclosure>;
}
