import { largeFirst } from '../../platform/i18n/first-letter.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { BarList, BarRow, Card, Disclosure, Table } from '../../ui/index.ts';
import { unitMessages } from '../messages/units.ts';
import type { MonthFigure, TopicFigure } from '../queries/unit-figures.server.ts';
import { weakestTopics } from '../rules/knowledge.ts';
import { fewestPeople } from '../rules/retention.ts';
import type { CompletionTrend } from '../rules/trend.ts';
import { TrendChart } from './trend-chart.tsx';

/** How a course is doing on its way to the due day, with the conclusion in the title. */
export function TrendCard({ trend }: { trend: CompletionTrend }) {
  const t = useText(unitMessages);
  const formats = useFormats();
  const { points, stepWeeks } = trend;
  const [from, to] = [formats.day(points[0]?.day ?? ''), formats.day(points.at(-1)?.day ?? '')];
  const lead = stepWeeks === 1 ? t('trend.weekly', { from, to }) : t('trend.every', { from, to, n: stepWeeks });
  const title = useTrendTitle(trend);
  return (
    <Card title={title} id="trend" lead={lead}>
      <TrendChart trend={trend} label={lead} dueLabel={trend.dueOn === null ? '' : t('trend.due', { day: formats.day(trend.dueOn) })} />
      <Disclosure summary={t('bars.table')}>
        <Table
          caption={lead}
          hideCaption
          rows={points}
          rowKey={({ day }) => day}
          columns={[
            { key: 'day', head: t('trend.day'), rowHeader: true, cell: ({ day }) => formats.day(day) },
            { key: 'done', head: t('state.done'), numeric: true, cell: ({ done }) => formats.number(done) },
            { key: 'share', head: t('months.share'), numeric: true, cell: ({ done }) => formats.percent(trend.total === 0 ? 0 : done / trend.total) },
          ]}
        />
      </Disclosure>
    </Card>
  );
}

function useTrendTitle({ ahead, missing }: CompletionTrend): string {
  const t = useText(unitMessages);
  const formats = useFormats();
  if (missing !== null) return missing === 0 ? t('trend.all-done') : t('trend.missing', { n: formats.number(missing) });
  if (ahead === null) return t('trend.no-due');
  if (ahead === 0) return t('trend.even');
  return ahead > 0 ? t('trend.ahead', { n: formats.number(ahead) }) : t('trend.behind', { n: formats.number(-ahead) });
}

const weakestShown = 3;

/** What a unit knows least, module by module, as a group; nothing of few people. */
export function KnowledgeCard({ knowledge, courseSlug }: { knowledge: { topics: readonly TopicFigure[]; countedAt: string | null }; courseSlug: string }) {
  const t = useText(unitMessages);
  const formats = useFormats();
  const say = ({ people, percent, edge }: TopicFigure) => (percent === null ? t(people < fewestPeople ? 'knowledge.few' : 'knowledge.kept') : edge ? t(`knowledge.${edge}`, { share: formats.percent(percent / 100) }) : formats.percent(percent / 100));
  const weakest = weakestTopics(knowledge.topics, weakestShown);
  const [first] = weakest;
  const href = ({ moduleKey }: TopicFigure) => `/courses/${courseSlug}#${moduleKey}`;
  const lead = `${t('knowledge.lead', { n: fewestPeople })} ${knowledge.countedAt ? t('counted', { time: formats.moment(knowledge.countedAt) }) : ''}`;
  return (
    <Card title={first ? t('knowledge.title', { module: first.title, share: say(first) }) : t('knowledge.none', { n: fewestPeople })} id="knowledge" lead={lead}>
      {first ? (
        <BarList label={t('knowledge.weakest')}>
          {weakest.map((topic) => <BarRow key={topic.moduleKey} label={topic.title} href={href(topic)} value={topic.percent ?? 0} max={100} text={say(topic)} tone={(topic.percent ?? 0) < 70 ? 'warn' : 'brand'} />)}
        </BarList>
      ) : null}
      <Disclosure summary={t('bars.table')}>
        <Table
          caption={t('knowledge.caption')}
          hideCaption
          rows={knowledge.topics}
          rowKey={({ moduleKey }) => moduleKey}
          columns={[
            { key: 'module', head: t('knowledge.module'), rowHeader: true, cell: (topic) => <a href={href(topic)}>{topic.title}</a> },
            { key: 'people', head: t('knowledge.people'), numeric: true, cell: ({ people }) => formats.number(people) },
            { key: 'share', head: t('knowledge.share'), numeric: true, cell: (topic) => largeFirst(say(topic)) },
          ]}
        />
      </Disclosure>
    </Card>
  );
}

/** The end of each month, made comparable over mergers and splits of units. */
export function MonthsCard({ months }: { months: readonly MonthFigure[] }) {
  const t = useText(unitMessages);
  const formats = useFormats();
  const share = ({ enrolled, done }: MonthFigure) => (enrolled === 0 ? 0 : done / enrolled);
  const name = (month: string) => `${month.slice(5)}/${month.slice(0, 4)}`;
  const [last, before] = [months.at(-1), months.at(-2)];
  const points = last && before ? Math.round(share(last) * 100) - Math.round(share(before) * 100) : 0;
  const change = !before ? '' : t(points === 0 ? 'months.same' : points > 0 ? 'months.up' : 'months.down', { n: Math.abs(points) });
  return (
    <Card title={last ? t('months.title', { month: name(last.month), share: formats.percent(share(last)), change }) : t('months.none')} id="months" lead={t('months.lead')}>
      {last ? (
        <BarList label={t('months.label')}>
          {months.map((month) => <BarRow key={month.month} label={name(month.month)} value={month.done} max={month.enrolled} text={`${formats.number(month.done)} / ${formats.number(month.enrolled)}`} />)}
        </BarList>
      ) : null}
      {last ? (
        <Disclosure summary={t('bars.table')}>
          <Table
            caption={t('months.label')}
            hideCaption
            rows={months}
            rowKey={({ month }) => month}
            columns={[
              { key: 'month', head: t('months.month'), rowHeader: true, cell: ({ month }) => name(month) },
              { key: 'enrolled', head: t('months.enrolled'), numeric: true, cell: ({ enrolled }) => formats.number(enrolled) },
              { key: 'done', head: t('state.done'), numeric: true, cell: ({ done }) => formats.number(done) },
              { key: 'share', head: t('months.share'), numeric: true, cell: (month) => formats.percent(share(month)) },
            ]}
          />
        </Disclosure>
      ) : null}
    </Card>
  );
}
