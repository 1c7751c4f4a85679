import type { ReactNode } from 'react';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Notice } from '../../ui/index.ts';
import { broadcastMessages } from '../messages/broadcast.ts';
import { measuringMessages } from '../messages/measuring.ts';
import { measuredShare, type MeasuredBy } from '../rules/measuring.ts';
import { verdictOf, type Share } from '../rules/interval.ts';
import type { EvaluationData } from './evaluation.tsx';
import { useShares } from './evaluation-shares.ts';
import { DecisionTag } from './lesson-card.tsx';

const tones = { REACHED: 'ok', MISSED: 'danger', UNDECIDED: 'warn', UNKNOWN: 'info' } as const;

/** Whether the target was reached, before anything else. */
export function Verdict({ campaign, figures, survey }: EvaluationData) {
  const t = useText(broadcastMessages);
  const formats = useFormats();
  const { share } = useShares();
  const m = useText(measuringMessages);
  const by = campaign.measured_by as MeasuredBy;
  const measured = measuredShare(by, { figures, survey });
  const verdict = verdictOf(measured, campaign.target_percent);
  const goal = { measure: campaign.measure.replace(/[.\s]+$/, ''), target: formats.percent(campaign.target_percent / 100) };
  const line = measured ? t('verdict.line', { ...goal, found: share(measured) }) : `${m('verdict-none', goal)}${by === 'OTHER' ? ` ${m('verdict-other')}` : ''}`;
  return <Notice tone={tones[verdict]} live={false} title={t(`verdict.${verdict}`)}>{line} {m('verdict-by', { by: m(`by.${by}`) })}</Notice>;
}

/** From inputs to the lesson in one picture: what the product counted and what people concluded stand in the same place. */
export function Stages(data: EvaluationData) {
  const t = useText(broadcastMessages);
  const { figures, survey, evaluation } = data;
  const { points } = useShares();
  const formats = useFormats();
  const said = (text: string | undefined) => (text ? <p className="pre-line">{text}</p> : <p className="muted">{t('stage.none')}</p>);
  const stages: [name: Parameters<typeof t>[0], question: Parameters<typeof t>[0], body: ReactNode][] = [
    ['eval.inputs', 'stage.inputs', said(evaluation?.inputs)],
    ['eval.outputs', 'stage.outputs', <><Counted rows={[[t('eval.read'), figures.read], [t('eval.followed'), figures.followed], [t('eval.played'), figures.played]]} />{figures.visits > 0 ? <p>{t('eval.visits', { count: formats.number(figures.visits) })}</p> : null}</>],
    ['eval.outtakes', 'stage.outtakes', <><Counted rows={[[t('eval.right'), figures.right], ...pulseRows(figures, t)]} />{figures.pulse?.change ? <p>{t('eval.change', points(figures.pulse.change))}</p> : null}{evaluation ? said(evaluation.outtakes) : null}</>],
    ['eval.outcomes', 'stage.outcomes', <><Counted rows={[[t('eval.started'), figures.started]]} />{figures.waves ? <p>{t('eval.waves', points(figures.waves))}</p> : null}{survey.change ? <p>{t('eval.survey')}: {t('eval.change', points(survey.change))}</p> : null}{evaluation ? said(evaluation.outcomes) : null}</>],
    ['eval.impact', 'stage.impact', said(evaluation?.impact)],
    ['eval.lesson', 'stage.lesson', <>{evaluation ? <p><DecisionTag decision={evaluation.decision as 'KEEP'} /></p> : null}{said(evaluation?.lesson)}</>],
  ];
  return (
    <Card title={t('stage.title')} id="stages">
      <ol className="stages">
        {stages.map(([name, question, body], at) => (
          <li key={name} className="stage">
            <p className="stage-mark" aria-hidden="true">{at + 1}</p>
            <h3>{t(name as 'eval.inputs')}</h3>
            <p className="muted small">{t(question as 'stage.inputs')}</p>
            {body}
          </li>
        ))}
      </ol>
    </Card>
  );
}

type Say = ReturnType<typeof useText<typeof broadcastMessages.catalogue>>;

function pulseRows({ pulse }: EvaluationData['figures'], t: Say): [string, Share | null][] {
  return pulse ? [[t('eval.pulse-before'), pulse.before], [t('eval.pulse-after'), pulse.after]] : [];
}

/** Counted shares as bars with their intervals: the bar is what was found, the line how sure that is. */
function Counted({ rows }: { rows: readonly [string, Share | null][] }) {
  const { share } = useShares();
  const known = rows.filter(([, value]) => value !== null);
  return (
    <ul className="counted">
      {(known.length > 0 ? known : rows.slice(0, 1)).map(([label, value]) => (
        <li key={label}>
          <span className="counted-label">{label}</span>
          {value ? (
            <svg className="interval" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
              <rect className="bar-ground" width="100" height="8" />
              <rect className="interval-fill" width={value.share * 100} height="8" />
              <path className="interval-line" d={`M${value.low * 100} 4H${value.high * 100}`} />
            </svg>
          ) : null}
          <span className="counted-text">{share(value)}</span>
        </li>
      ))}
    </ul>
  );
}
