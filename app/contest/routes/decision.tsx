import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead, RadioGroup, TextArea } from '../../ui/index.ts';
import { decidePrize } from '../commands/decide-prize.server.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { usePoints } from '../components/results-parts.tsx';
import { nameOf } from '../components/standing-shown.tsx';
import { decisionForm, decisionParams, verdictOf } from '../forms/results.ts';
import { decisionMessages as messages } from '../messages/decisions.ts';
import { judgeNoteMessages } from '../messages/judge-notes.ts';
import { canOrganiseContests } from '../policy.ts';
import { readDecisionPage, type DecisionPage as Loaded } from '../queries/decision-page.server.ts';

export const loader = page({ guard: canOrganiseContests, params: decisionParams }, ({ actor, params, context }) => readDecisionPage(context.db, actor, params.contest, params.entry));

export const action = submit({ guard: canOrganiseContests, params: decisionParams, form: decisionForm }, async ({ actor, params, form, context }) => {
  const outcome = await decidePrize(portsOf(context), actor, { ...params, verdict: verdictOf(form.verdict), reason: form.reason, was: form.was });
  if (!outcome.ok) return data(refuseForm(outcome.faults, { verdict: form.verdict, reason: form.reason }), { status: 409 });
  return seeOther(`/contest-desk/${params.contest}/decisions?done=saved`);
});

export const meta = titled((locale) => messages.in(locale)('decisions.title'));

export default function DecisionOfEntry() {
  const { contest, entry, line, expected, prizes, decision } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  const words = useText(judgeNoteMessages);
  const points = usePoints();
  const { say, value } = useFaults();
  const title = t('decisions.decide', { number: entry.number });
  const options = [...prizes.map(({ id, title: label, left, count }) => ({ value: id, label, hint: t('decisions.left', { left, count }) })), { value: 'NONE', label: t('decisions.none') }, { value: 'OPEN', label: t('decisions.open') }];
  return (
    <div className="stack-l">
      <PageHead title={title} lead={`${entry.title === null ? '' : `${nameOf(entry)}. `}${t('decisions.rank-line', { rank: line.rank, score: points(line.score) })}`} breadcrumb={<DeskCrumbs contest={contest} between={{ label: t('decisions.title'), href: `/contest-desk/${contest.id}/decisions` }} here={title} />} />
      <div className="form">
        <Faults />
        <Card lead={t('decisions.expected', { prize: expected.map((one) => one ?? t('decisions.none')).join(' / ') })}>
          <form method="post" noValidate className="stack">
            <input type="hidden" name="was" value={decision?.id ?? ''} />
            <RadioGroup name="verdict" legend={t('decisions.verdict')} error={say('verdict')} value={value('verdict', decision ? (decision.prize ?? 'NONE') : 'OPEN')} options={options} required />
            <TextArea name="reason" label={t('decisions.reason')} hint={t('decisions.reason-hint')} error={say('reason')} defaultValue={value('reason', decision?.reason)} rows={3} />
            <div className="row"><Button>{t('decisions.save')}</Button><LinkButton variant="ghost" href={`/contest-desk/${contest.id}/decisions`}>{t('decisions.back')}</LinkButton></div>
          </form>
        </Card>
      </div>
      <p><a href={`/contest-desk/${contest.id}/decisions/${entry.id}/sheets`}>{words('sheets.title', { number: entry.number })}</a></p>
    </div>
  );
}
