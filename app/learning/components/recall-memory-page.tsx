import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Disclosure, EmptyState, LinkButton, Notice, PageHead, Stat, StatList, Table } from '../../ui/index.ts';
import { recallMessages } from '../messages/recall.ts';
import type { OwnRetention, RecallMemory } from '../queries/recall-memory.server.ts';
import type { RecallView } from '../queries/recall-view.server.ts';
import { answersPerWeek, marks } from '../rules/recall.ts';
import { fewestPeople } from '../rules/retention.ts';
import { RecallCard } from './recall-card.tsx';

/** "Điều tôi còn nhớ": what has come back, how much of it was known, what to read again. For one's own eyes. */
export function RecallMemoryPage({ memory, recall, isGone }: { memory: RecallMemory; recall: RecallView; isGone: boolean }) {
  const t = useText(recallMessages);
  return (
    <div className="stack">
      <PageHead title={t('memory.title')} lead={t('memory.lead', { n: answersPerWeek })} />
      {isGone ? <Notice tone="info" focused>{t('memory.gone')}</Notice> : null}
      {memory.questions === 0 && !recall ? <EmptyState icon="book-open" title={t('memory.empty')} action={<LinkButton href="/" variant="ghost">{t('memory.home')}</LinkButton>}>{t('memory.empty-text')}</EmptyState> : null}
      <div className="columns">
        <RecallCard recall={recall} isOwnPage />
        {memory.questions > 0 ? <Again memory={memory} /> : null}
      </div>
      {memory.questions > 0 ? <Numbers memory={memory} /> : null}
      <Disclosure summary={t('memory.how')}>
        <p>{t('memory.how-marks')}</p>
        <p>{t('memory.how-private', { n: fewestPeople })}</p>
      </Disclosure>
    </div>
  );
}

function Numbers({ memory }: { memory: RecallMemory }) {
  const t = useText(recallMessages);
  const formats = useFormats();
  const share = ({ answers, correct }: OwnRetention) => (answers === 0 ? '–' : formats.percent(correct / answers));
  const detail = ({ answers, correct }: OwnRetention) => (answers === 0 ? t('memory.no-answers') : t('memory.of', { answers, correct }));
  const columns = marks.map((mark, at) => ({ key: String(mark), head: t('memory.mark', { n: mark }), numeric: true, cell: ({ retention }: RecallMemory['courses'][number]) => share(retention[at] as OwnRetention) }));
  return (
    <Card title={t('memory.share')} id="share" lead={t('memory.total', { n: memory.questions, courses: memory.courses.length })}>
      <StatList>
        {memory.retention.map((one) => <Stat key={one.mark} bare label={t('memory.mark', { n: one.mark })} value={share(one)} note={detail(one)} />)}
      </StatList>
      {memory.courses.length > 1 ? (
        <Table caption={t('memory.by-course')} rows={memory.courses} rowKey={({ slug }) => slug} columns={[{ key: 'course', head: t('memory.course'), rowHeader: true, cell: ({ slug, title }) => <a href={`/courses/${slug}`}>{title}</a> }, ...columns]} />
      ) : null}
    </Card>
  );
}

function Again({ memory: { reread } }: { memory: RecallMemory }) {
  const t = useText(recallMessages);
  const formats = useFormats();
  return (
    <Card title={t('memory.reread')} id="reread" lead={reread.length > 0 ? t('memory.reread-lead') : t('memory.reread-none')}>
      {reread.length > 0 ? (
        <ul className="plain-list">
          {reread.map((one) => (
            <li key={`${one.lessonSlug}#${one.anchor}`}>
              <span><a href={`/learn/${one.courseSlug}/${one.lessonSlug}#${one.anchor}`}>{one.title}</a><br /><span className="muted small">{t('memory.answered-on', { day: formats.day(one.lastOn) })}</span></span>
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  );
}
