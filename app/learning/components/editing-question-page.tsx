import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, LinkButton, Meta, Notice, PageHead, Stat, StatList, Table } from '../../ui/index.ts';
import { questionMessages } from '../messages/questions.ts';
import type { EditedQuestion, QuestionSuspension, QuestionWording } from '../queries/editing-question.server.ts';
import { fewAnswers, isSuspicious } from '../rules/item-statistics.ts';
import { AnswerSharesTable } from './answer-shares-table.tsx';
import { QuestionCrumbs, useVerdictSentence, VerdictTag } from './question-parts.tsx';

export type QuestionDone = 'suspended' | 'reinstated';

/** One question: how people answered each of its wordings, and when it was out of use. */
export function EditingQuestionPage({ question, mayChange, done }: { question: EditedQuestion; mayChange: boolean; done: QuestionDone | null }) {
  const t = useText(questionMessages);
  const formats = useFormats();
  const base = `/admin/courses/${question.courseSlug}/questions/${question.key}`;
  const [newest] = question.wordings;
  const inForce = question.suspensions.find(({ id }) => id === question.suspensionId);
  const action = inForce ? <LinkButton href={`${base}/reinstatement`} variant="ghost" icon="rotate-ccw">{t('question.reinstate')}</LinkButton> : <LinkButton href={`${base}/suspension`} variant="ghost" icon="circle-x">{t('question.suspend')}</LinkButton>;
  return (
    <div className="stack">
      <PageHead
        title={t('question.title', { key: question.key })}
        lead={newest?.body.text}
        breadcrumb={<QuestionCrumbs course={{ slug: question.courseSlug, title: question.courseTitle }} question={question.key} />}
        actions={mayChange ? action : undefined}
      />
      {done ? <Notice tone="ok" focused>{t(`question.done-${done}`)}</Notice> : null}
      {inForce ? <Notice tone="warn" live={false} title={t('question.suspended')}>{t('question.suspended-text', { name: inForce.byName, at: formats.moment(inForce.at), reason: inForce.reason })}</Notice> : null}
      {mayChange ? null : <Notice live={false}>{t('question.not-editor')}</Notice>}
      {question.wordings.map((wording, at) => <Wording key={wording.from} wording={wording} isNow={at === 0} />)}
      {question.suspensions.length > 0 ? <Suspensions suspensions={question.suspensions} /> : null}
    </div>
  );
}

function Wording({ wording, isNow }: { wording: QuestionWording; isNow: boolean }) {
  const t = useText(questionMessages);
  const formats = useFormats();
  const { item, body, level, moduleTitle } = wording;
  const from = formats.day(wording.from);
  const facts = [{ term: t('question.module'), detail: moduleTitle }, { term: t('question.level'), detail: t(`level.${level}`) }, { term: t('question.type'), detail: t(`type.${body.type}`) }];
  const title = isNow || !wording.until ? t('wording.now', { from }) : t('wording.earlier', { from, until: formats.day(wording.until) });
  return (
    <Card title={title} id={`wording-${wording.from}`} lead={isNow ? undefined : body.text} action={<VerdictTag verdict={item.verdict} />}>
      <Meta items={facts} layout="inline" />
      <Said wording={wording} />
      <Numbers wording={wording} />
      <AnswerSharesTable wording={wording} />
    </Card>
  );
}

/** What the numbers mean, and where to look first. */
function Said({ wording: { item, shares, body } }: { wording: QuestionWording }) {
  const t = useText(questionMessages);
  const say = useVerdictSentence();
  const [key, wrong] = [true, false].map((isRight) => shares.lines.filter((line) => line.isRight === isRight).reduce((most, line) => (line.count > most.count ? line : most), { text: '', count: 0 }));
  const isChoice = body.type === 'single' || body.type === 'true_false';
  const wrongText = wrong?.text === 'true' || wrong?.text === 'false' ? t(`shares.${wrong.text}`) : (wrong?.text ?? '');
  return (
    <Notice tone={isSuspicious(item.verdict) ? 'warn' : 'info'} live={false}>
      {say(item)}
      {isChoice && item.verdict !== 'few' && wrong && key && wrong.count > key.count ? ` ${t('say.wrong-key', { text: wrongText })}` : null}
    </Notice>
  );
}

function Numbers({ wording: { item, pretest } }: { wording: QuestionWording }) {
  const t = useText(questionMessages);
  const formats = useFormats();
  const { discrimination } = item;
  const shown = (value: number | null) => (value === null ? t('not-known') : formats.percent(value));
  const few = item.verdict === 'few' ? t('stat.few', { least: fewAnswers }) : undefined;
  return (
    <StatList>
      <Stat label={t('stat.answers')} value={formats.number(item.answers)} />
      <Stat label={t('stat.facility')} value={shown(item.facility)} note={few} />
      <Stat
        label={t('stat.discrimination')}
        value={discrimination ? formats.hundredths(discrimination.value) : t('not-known')}
        note={discrimination ? t('stat.interval', { low: formats.hundredths(discrimination.low), high: formats.hundredths(discrimination.high) }) : (few ?? t('stat.alike'))}
      />
      <Stat label={t('stat.flags')} value={shown(item.flagShare)} note={few ?? t('stat.flags-note')} />
      {pretest.answers > 0 ? <Stat label={t('stat.pretest')} value={shown(pretest.facility)} note={[t('stat.pretest-note', { n: formats.number(pretest.answers) }), pretest.facility === null ? t('stat.few', { least: fewAnswers }) : ''].filter(Boolean).join('. ')} /> : null}
    </StatList>
  );
}

function Suspensions({ suspensions }: { suspensions: QuestionSuspension[] }) {
  const t = useText(questionMessages);
  const formats = useFormats();
  const by = (at: string, name: string) => t('history.by', { at: formats.moment(at), name });
  const markedAgain = ({ marked, changed, passing, isRunning }: QuestionSuspension) => {
    const counts = marked > 0 ? t('history.counts', { marked: formats.number(marked), changed: formats.number(changed), passing: formats.number(passing) }) : null;
    return isRunning ? [counts, t('history.running')].filter(Boolean).join(' ') : (counts ?? t('history.counts-none'));
  };
  return (
    <Card title={t('history.title')} id="history">
      <Table
        caption={t('history.title')}
        hideCaption
        rows={suspensions}
        rowKey={({ id }) => id}
        columns={[
          { key: 'from', head: t('history.from'), rowHeader: true, cell: ({ at, byName }) => by(at, byName) },
          { key: 'reason', head: t('history.reason'), cell: ({ reason }) => reason },
          { key: 'marked', head: t('history.marked'), cell: (time) => markedAgain(time) },
          { key: 'until', head: t('history.until'), cell: ({ lifted }) => (lifted ? t('history.lifted', { at: formats.moment(lifted.at), name: lifted.byName, reason: lifted.reason }) : t('history.open')) },
        ]}
      />
    </Card>
  );
}
