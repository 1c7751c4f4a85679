import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Disclosure, Tag } from '../../ui/index.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import type { OverdueBroadcasts } from '../queries/broadcast.server.ts';
import type { CampaignListRow } from '../queries/campaign-page.server.ts';
import type { CampaignState } from '../rules/campaign-state.ts';
import type { EvaluationStanding } from '../rules/measuring.ts';
import { DrillTag } from './campaign-parts.tsx';

export interface Rights {
  write: boolean;
  approve: boolean;
  confirm: boolean;
}
interface Step {
  href: string;
  name: string;
  isDrill: boolean;
  what: string;
  isLate?: boolean;
}
const shown = 4;

interface Steps {
  campaigns: readonly CampaignListRow[];
  /** At the places that she looks after. */
  overdue: readonly OverdueBroadcasts[];
  /** The campaigns that she may approve: not her own, and none that she has approved already. */
  approvable: readonly string[];
  rights: Rights;
}

/** What this person should do now, before any list; the first four at once, the others folded. */
export function NextSteps({ campaigns, overdue, approvable, rights }: Steps) {
  const t = useText(campaignMessages);
  const formats = useFormats();
  const inState = (state: CampaignState) => campaigns.filter((campaign) => campaign.state === state);
  const evaluate = (evaluation: EvaluationStanding) => {
    if (evaluation.standing === 'overdue') return { what: t('next.evaluate-late', { day: formats.day(evaluation.dueAt) }), isLate: true };
    return { what: evaluation.standing === 'open' ? t('next.evaluate-open', { day: formats.day(evaluation.dueAt) }) : t('next.evaluate-early', { day: formats.day(evaluation.from) }) };
  };
  const steps: Step[] = [
    ...(rights.approve ? inState('SUBMITTED').filter(({ id }) => approvable.includes(id)).map((one) => ({ ...one, href: `/campaigns/${one.id}/approval`, what: t('next.approve') })) : []),
    ...(rights.confirm ? overdue.map((one) => ({ ...one, href: `/campaigns/${one.id}/slots?view=overdue`, what: t('next.confirm', { count: formats.number(one.count) }) })) : []),
    ...(rights.write ? inState('ENDED').flatMap((one) => (one.evaluation ? [{ ...one, href: `/campaigns/${one.id}/evaluation`, ...evaluate(one.evaluation) }] : [])) : []),
    ...(rights.write ? inState('DRAFT').map((one) => ({ ...one, href: `/campaigns/${one.id}/check`, what: t('next.finish') })) : []),
  ];
  if (steps.length === 0) return null;
  return (
    <Card title={t('next.title')} id="next" raised>
      <StepList steps={steps.slice(0, shown)} />
      {steps.length > shown ? <Disclosure summary={t('next.more', { count: formats.number(steps.length - shown) })}><StepList steps={steps.slice(shown)} /></Disclosure> : null}
    </Card>
  );
}

function StepList({ steps }: { steps: readonly Step[] }) {
  return (
    <ul className="next-steps">
      {steps.map((step) => <li key={step.href}><a href={step.href}>{step.name}</a>{step.isDrill ? <DrillTag /> : null}<Tag tone={step.isLate ? 'danger' : 'warn'}>{step.what}</Tag></li>)}
    </ul>
  );
}
