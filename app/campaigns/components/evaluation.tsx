import { useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Disclosure, Notice, RadioGroup, Select, Table, TextArea, TextInput } from '../../ui/index.ts';
import { broadcastMessages } from '../messages/broadcast.ts';
import { measuringMessages } from '../messages/measuring.ts';
import type { CampaignPage } from '../queries/campaign-page.server.ts';
import type { evaluationOf, Figures, Survey as SurveyData, SurveyRow } from '../queries/evaluation.server.ts';
import { smallestCell, type Share } from '../rules/interval.ts';
import type { EvaluationStanding } from '../rules/measuring.ts';
import { CommuneComparison } from './commune-comparison.tsx';
import { useShares } from './evaluation-shares.ts';

export interface EvaluationData {
  campaign: CampaignPage;
  canWrite: boolean;
  figures: Figures;
  survey: SurveyData;
  evaluation: Awaited<ReturnType<typeof evaluationOf>>;
  units: { id: string; name: string; depth: number }[];
  today: string;
  /** Null unless the campaign has ended. */
  standing: EvaluationStanding | null;
}

/** What citizens answered, by commune; small groups are not shown apart. */
export function Survey({ campaign, canWrite, survey, evaluation, units, today }: EvaluationData) {
  const t = useText(broadcastMessages);
  const { share, points } = useShares();
  const hidden = t('eval.hidden', { least: smallestCell });
  const total = { unitName: t('eval.total'), before: survey.before, after: survey.after, isHidden: false };
  const cell = (row: SurveyRow, value: Share | null) => (row.isHidden ? hidden : row === total && survey.isTotalHidden ? t('eval.total-hidden') : share(value));
  return (
    <Card title={t('eval.survey')} id="survey" lead={t('eval.survey-lead', { least: smallestCell })}>
      {survey.units.length > 0 ? (
        <>
          {survey.change ? <p>{t('eval.change', points(survey.change))}</p> : null}
          <Table caption={t('eval.survey')} hideCaption rows={[...survey.units, total]} rowKey={(row) => row.unitName} columns={[
            { key: 'unit', head: t('slots.commune'), rowHeader: true, cell: (row) => row.unitName },
            { key: 'before', head: t('eval.before'), cell: (row) => cell(row, row.before) },
            { key: 'after', head: t('eval.after'), cell: (row) => cell(row, row.after) },
          ]} />
          <CommuneComparison communes={survey.communes} />
        </>
      ) : <p className="muted">{t('eval.unknown')}</p>}
      {canWrite && !evaluation ? <Disclosure summary={t('eval.survey-add')} boxed><SurveyForm id={campaign.id} units={units} today={today} /></Disclosure> : null}
    </Card>
  );
}

function SurveyForm({ id, units, today }: { id: string; units: EvaluationData['units']; today: string }) {
  const t = useText(broadcastMessages);
  return (
    <form method="post" noValidate action={`/campaigns/${id}/survey`} className="stack form-gap">
      <Select name="unitId" label={t('slots.commune')} options={units.map((unit) => ({ value: unit.id, label: `${'\u2003'.repeat(unit.depth)}${unit.name}` }))} required />
      <Select name="phase" label={t('eval.phase')} options={[{ value: 'BEFORE', label: t('eval.before') }, { value: 'AFTER', label: t('eval.after') }]} required />
      <TextInput name="askedOn" type="date" label={t('eval.asked-on')} hint={t('eval.asked-on-hint')} max={today} defaultValue={today} width="middle" required />
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

/** What was decided and by whom, or the form for it once the campaign has ended. */
export function Conclusion({ campaign, canWrite, evaluation, standing }: EvaluationData) {
  const t = useText(broadcastMessages);
  const m = useText(measuringMessages);
  const formats = useFormats();
  const { say, value } = useFaults();
  if (evaluation) return <p className="muted">{t(`decision.${evaluation.decision as 'KEEP'}`)} – {t('eval.decided', { person: evaluation.decider, day: formats.day(evaluation.decided_at) })}{evaluation.early_reason ? <><br />{m('early-said', { reason: evaluation.early_reason })}</> : null}</p>;
  if (!canWrite) return null;
  if (campaign.state !== 'ENDED' && !(campaign.state === 'CANCELLED' && campaign.launched_at)) return <Notice live={false}>{t('eval.not-yet')}</Notice>;
  return (
    <Card title={t('eval.conclude')} id="decision" lead={t('eval.conclude-lead')}>
      <form method="post" noValidate className="stack">
        {standing?.standing === 'overdue' ? <Notice tone="warn" live={false}>{m('late', { day: formats.day(standing.dueAt) })}</Notice> : null}
        {standing?.standing === 'early' ? <TextArea name="earlyReason" label={m('early-reason')} hint={m('from', { day: formats.day(standing.from) })} error={say('earlyReason')} defaultValue={value('earlyReason')} rows={2} maxLength={500} required /> : null}
        {stages.map((stage) => <TextArea key={stage} name={stage} label={t(`eval.${stage}`)} hint={t(`stage.${stage}`)} error={say(stage)} defaultValue={value(stage)} rows={3} required />)}
        <RadioGroup name="decision" legend={t('eval.decision')} error={say('decision')} value={value('decision')} options={decisions.map((decision) => ({ value: decision, label: t(`decision.${decision}`), hint: t(`decision-hint.${decision}`) }))} required />
        <div className="row"><Button>{t('eval.button')}</Button></div>
      </form>
    </Card>
  );
}
