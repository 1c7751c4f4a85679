import { FilterDay } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { BarList, BarRow, Button, Card, Stat, StatList } from '../../ui/index.ts';
import { callMessages } from '../messages/call.ts';
import { figureMessages as messages } from '../messages/figures.ts';
import type { Figures } from '../queries/figures.server.ts';
import { againWithinDays, lengthOf } from '../rules/figures.ts';
import { smallestGroup } from '../rules/gaps.ts';

/** The days of the period; they stand in the address. */
export function PeriodForm({ from, to }: { from: string; to: string }) {
  const t = useText(messages);
  return (
    <form method="get" action="/answers/figures" className="inline-form" aria-label={t('period')} noValidate>
      <FilterDay name="from" label={t('from')} shown={from} width="middle" />
      <FilterDay name="to" label={t('to')} shown={to} width="middle" />
      <Button variant="ghost" icon="filter">{t('apply')}</Button>
    </form>
  );
}

function useSpan(): (seconds: number | null) => string {
  const t = useText(messages);
  return (seconds) => {
    if (seconds === null) return t('unknown');
    const whole = Math.round(seconds);
    return whole < 60 ? t('seconds', { count: whole }) : t('minutes', { minutes: Math.floor(whole / 60), seconds: whole % 60 });
  };
}

/** The four numbers that tell how it goes, each with what it is counted from. */
export function FigureStats({ figures }: { figures: Figures }) {
  const t = useText(messages);
  const formats = useFormats();
  const span = useSpan();
  const { calls, firstContact, waits, tickets, period } = figures;
  const days = lengthOf(period);
  const share = (part: number, of: number) => (of > 0 ? formats.percent(part / of) : t('unknown'));
  const number = formats.number;
  const open = tickets.count - tickets.inTime - tickets.late;
  return (
    <StatList>
      <Stat label={t('calls')} value={number(calls)} note={t('calls-note', { count: number(Math.round((calls / days) * 10) / 10) })} />
      <Stat label={t('first')} value={share(firstContact.resolved, firstContact.of)} note={t('first-note', { resolved: number(firstContact.resolved), of: number(firstContact.of), days: againWithinDays })} />
      <Stat label={t('wait')} value={span(waits.answer)} note={<>{t('wait-note', { count: number(waits.answered) })}{waits.pickUp === null ? null : <><br />{t('pick-up', { time: span(waits.pickUp) })}</>}</>} />
      <Stat label={t('in-time')} value={share(tickets.inTime, tickets.inTime + tickets.late)} note={<>{t('in-time-note', { inTime: number(tickets.inTime), late: number(tickets.late), count: number(tickets.count) })}{open > 0 ? <><br />{t('in-time-open', { open: number(open) })}</> : null}{tickets.hours === null ? null : <><br />{t('in-time-hours', { hours: number(tickets.hours) })}</>}</>} />
    </StatList>
  );
}

/** Bars of one kind that are read at a glance; the table to take along has all. */
const mostGroups = 15;

interface Bar {
  key: string;
  label: string;
  count: number;
  href?: string;
}

/** What the bars say in a sentence; nothing where there is nothing to compare. */
function useTakeaway(): (bars: readonly Bar[]) => string | undefined {
  const t = useText(messages);
  const formats = useFormats();
  return (bars) => {
    const most = Math.max(...bars.map(({ count }) => count));
    if (bars.length < 2 || most === 0) return undefined;
    const first = bars.filter(({ count }) => count === most).map(({ label }) => label);
    const count = formats.number(most);
    if (first.length > 3) return t('most-many', { groups: formats.number(first.length), count });
    return first.length === 1 ? t('most', { name: first[0] ?? '', count }) : t('most-shared', { names: formats.list(first), count });
  };
}

/** Bars with their sentence above; a list whose title says that it is in order needs none. */
function Bars({ id, title, bars, note, isRanked = false }: { id: string; title: string; bars: Bar[]; note?: string; isRanked?: boolean }) {
  const formats = useFormats();
  const takeaway = useTakeaway();
  const max = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <Card title={title} id={id} lead={isRanked ? undefined : takeaway(bars)}>
      {bars.length > 0 ? <BarList label={title}>{bars.map(({ key, label, count, href }) => <BarRow key={key} label={label} value={count} max={max} text={formats.number(count)} {...(href ? { href } : {})} />)}</BarList> : null}
      {note ? <p className="muted">{note}</p> : null}
    </Card>
  );
}

/** Calls in bars, every bar with its count. */
export function FigureBars({ figures }: { figures: Figures }) {
  const t = useText(messages);
  const c = useText(callMessages);
  const formats = useFormats();
  const small = t('small', { count: smallestGroup });
  // All others together are no bar: theirs would be the longest and make every other one short.
  const groups = (part: 'topics' | 'communes') => {
    const { shown, rest } = figures[part];
    const others = shown.slice(mostGroups).reduce((sum, { count }) => sum + count, rest);
    return { bars: shown.slice(0, mostGroups).map(({ name, count }) => ({ key: name, label: name, count })), note: others > 0 ? `${t('rest-count', { count: formats.number(others) })} ${small}` : small };
  };
  return (
    <>
      <Bars id="slots" title={t(`step.${figures.step}`)} bars={figures.slots.map(({ from, to, count }) => ({ key: from, label: from === to ? formats.weekday(`${from}T05:00:00.000Z`) : t('slot', { from: formats.day(from), to: formats.day(to) }), count }))} />
      <Bars id="codes" title={t('codes')} bars={figures.codes.map(({ code, count }) => ({ key: code, label: c(`wrap.${code}`), count }))} />
      <Bars isRanked id="questions" title={t('questions')} bars={figures.questions.map(({ entryId, question, count }) => ({ key: entryId, label: question, count, href: `/answers/${entryId}` }))} note={small} />
      <Bars id="topics" title={t('topics')} {...groups('topics')} />
      <Bars id="communes" title={t('communes')} {...groups('communes')} />
    </>
  );
}
