import { useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, RadioGroup, Select, Table, TextArea, TextInput } from '../../ui/index.ts';
import { broadcastMessages } from '../messages/broadcast.ts';
import type { CampaignPage } from '../queries/campaign-page.server.ts';
import type { evaluationOf, Figures, surveyOf, SurveyRow } from '../queries/evaluation.server.ts';
import { smallestCell, type Share } from '../rules/interval.ts';

export interface EvaluationData {
  campaign: CampaignPage;
  canWrite: boolean;
  figures: Figures;
  survey: Awaited<ReturnType<typeof surveyOf>>;
  evaluation: Awaited<ReturnType<typeof evaluationOf>>;
  units: { id: string; name: string; depth: number }[];
}

function useShares() {
  const t = useText(broadcastMessages);
  const formats = useFormats();
  const points = (value: number) => formats.score(Math.round(value * 1_000) / 10);
  return {
    share: (share: Share | null) => (share ? t('eval.share', { share: formats.percent(share.share), low: formats.percent(share.low), high: formats.percent(share.high), count: formats.number(share.count), of: formats.number(share.of) }) : t('eval.unknown')),
    points: (change: { difference: number; low: number; high: number }) => ({ difference: points(change.difference), low: points(change.low), high: points(change.high) }),
  };
}

/** What came out, from the product's own data. */
export function FigureCards({ figures }: EvaluationData) {
  const t = useText(broadcastMessages);
  const formats = useFormats();
  const { share, points } = useShares();
  const rows: [string, Share | null][] = [[t('eval.read'), figures.read], [t('eval.followed'), figures.followed], [t('eval.right'), figures.right], [t('eval.started'), figures.started], [t('eval.played'), figures.played]];
  return (
    <Card title={t('eval.outputs')} id="outputs">
      <dl className="facts">{rows.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{share(value)}</dd></div>)}</dl>
      {figures.visits > 0 ? <p>{t('eval.visits', { count: formats.number(figures.visits) })}</p> : null}
      {figures.waves ? <p>{t('eval.waves', points(figures.waves))}</p> : null}
    </Card>
  );
}

/** What citizens answered, by commune; small groups are not shown apart. */
export function Survey({ campaign, canWrite, survey, evaluation, units }: EvaluationData) {
  const t = useText(broadcastMessages);
  const { share, points } = useShares();
  const hidden = t('eval.hidden', { least: smallestCell });
  const cell = (row: SurveyRow, value: Share | null) => (row.isHidden ? hidden : share(value));
  return (
    <Card title={t('eval.survey')} id="survey" lead={t('eval.survey-lead', { least: smallestCell })}>
      {survey.units.length > 0 ? (
        <>
          {survey.change ? <p>{t('eval.change', points(survey.change))}</p> : null}
          <Table caption={t('eval.survey')} hideCaption rows={[...survey.units, { unitName: t('eval.total'), before: survey.before, after: survey.after, isHidden: false }]} rowKey={(row) => row.unitName} columns={[
            { key: 'unit', head: t('slots.commune'), rowHeader: true, cell: (row) => row.unitName },
            { key: 'before', head: t('eval.before'), cell: (row) => cell(row, row.before) },
            { key: 'after', head: t('eval.after'), cell: (row) => cell(row, row.after) },
          ]} />
        </>
      ) : <p className="muted">{t('eval.unknown')}</p>}
      {canWrite && !evaluation ? <SurveyForm id={campaign.id} units={units} /> : null}
    </Card>
  );
}

function SurveyForm({ id, units }: { id: string; units: EvaluationData['units'] }) {
  const t = useText(broadcastMessages);
  return (
    <form method="post" noValidate action={`/campaigns/${id}/survey`} className="stack form-gap">
      <Select name="unitId" label={t('slots.commune')} options={units.map((unit) => ({ value: unit.id, label: `${'\u2003'.repeat(unit.depth)}${unit.name}` }))} required />
      <Select name="phase" label={t('eval.phase')} options={[{ value: 'BEFORE', label: t('eval.before') }, { value: 'AFTER', label: t('eval.after') }]} required />
      <div className="row">
        <TextInput name="asked" label={t('eval.asked')} width="short" inputMode="numeric" required />
        <TextInput name="right" label={t('eval.right-count')} width="short" inputMode="numeric" required />
      </div>
      <div className="row"><Button variant="ghost">{t('eval.record')}</Button></div>
    </form>
  );
}

const stages = ['inputs', 'outtakes', 'outcomes', 'impact', 'lesson'] as const;
const decisions = ['KEEP', 'ADJUST', 'STOP'] as const;

/** What was learnt and decided, or the form for it once the campaign has ended. */
export function Conclusion({ campaign, canWrite, evaluation }: EvaluationData) {
  const t = useText(broadcastMessages);
  const formats = useFormats();
  const { say, value } = useFaults();
  if (evaluation) {
    return (
      <Card title={t('eval.decision')} id="decision" lead={`${t(`decision.${evaluation.decision as 'KEEP'}`)} – ${t('eval.decided', { person: evaluation.decider, day: formats.day(evaluation.decided_at) })}`}>
        <dl className="facts">{stages.map((stage) => <div key={stage}><dt>{t(`eval.${stage}`)}</dt><dd className="pre-line">{evaluation[stage]}</dd></div>)}</dl>
      </Card>
    );
  }
  if (!canWrite || (campaign.state !== 'ENDED' && campaign.state !== 'CANCELLED')) return null;
  return (
    <Card title={t('eval.decision')} id="decision">
      <form method="post" noValidate className="stack">
        {stages.map((stage) => <TextArea key={stage} name={stage} label={t(`eval.${stage}`)} error={say(stage)} defaultValue={value(stage)} rows={3} required />)}
        <RadioGroup name="decision" legend={t('eval.decision')} error={say('decision')} value={value('decision')} options={decisions.map((decision) => ({ value: decision, label: t(`decision.${decision}`) }))} />
        <div className="row"><Button>{t('eval.button')}</Button></div>
      </form>
    </Card>
  );
}
