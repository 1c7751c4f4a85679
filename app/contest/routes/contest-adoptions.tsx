import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, EmptyState, PageHead, Select } from '../../ui/index.ts';
import { proposeAdoption } from '../commands/propose-adoption.server.ts';
import { AdoptionTable, GapTable } from '../components/adoption-parts.tsx';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { ListLinks } from '../components/list-links.tsx';
import { contestParams, proposalForm } from '../forms/results.ts';
import { adoptionMessages as messages } from '../messages/adoption.ts';
import { adoptionUseMessages } from '../messages/adoption-use.ts';
import { canOrganiseContests, canSeeContestDesk } from '../policy.ts';
import { readProposals, type Proposals } from '../queries/proposals.server.ts';

export const loader = page({ guard: canSeeContestDesk, params: contestParams }, ({ actor, params, context }) => readProposals(context.db, actor, params.contest, momentOf(portsOf(context)).today));

export const action = submit({ guard: canOrganiseContests, params: contestParams, form: proposalForm }, async ({ actor, params, form, context }) => {
  const outcome = await proposeAdoption(portsOf(context), actor, { ...params, ...form });
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 409 });
  context.wakeJobs();
  return seeOther(`/contest-desk/adoptions/${outcome.id}`);
});

export const meta = titled((locale) => messages.in(locale)('propose.title'));
export const handle = { layout: 'wide' };

export default function ContestAdoptions() {
  const { contest, adoptions, entries, units, gaps, canPropose } = useLoaderData() as unknown as Proposals;
  const t = useText(messages);
  const use = useText(adoptionUseMessages);
  return (
    <div className="stack-l">
      <PageHead title={t('propose.title')} lead={t('propose.lead')} breadcrumb={<DeskCrumbs contest={contest} here={t('propose.title')} />} />
      <Faults />
      {canPropose ? (entries.length > 0 ? <ProposalForm entries={entries} units={units} /> : <p className="muted">{t('propose.none')}</p>) : null}
      {gaps.length > 0 ? <GapTable contestId={contest.id} gaps={gaps} canWrite={canPropose} /> : null}
      {adoptions.length > 0 ? <AdoptionTable adoptions={adoptions} isOfOneContest /> : <EmptyState icon="flag" title={t('list.none')}>{t('public.none-text')}</EmptyState>}
      {canPropose ? <p><a href={`/contest-desk/${contest.id}/recognition`}>{use('recognition.edit')}</a></p> : null}
      {canPropose && adoptions.length + gaps.length > 0 ? <ListLinks contestId={contest.id} list="adoptions" /> : null}
    </div>
  );
}

function ProposalForm({ entries, units }: Pick<Proposals, 'entries' | 'units'>) {
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <Card>
      <form method="post" noValidate className="stack">
        <Select name="entry" label={t('entry')} error={say('entry')} defaultValue={value('entry')} emptyLabel={t('propose.choose')} options={entries.map(({ id, number, title }) => ({ value: id, label: `${number} – ${title}` }))} required />
        <Select name="unit" label={t('unit')} error={say('unit')} defaultValue={value('unit')} emptyLabel={t('propose.choose')} options={units.map(({ id, name, depth }) => ({ value: id, label: `${'\u2003'.repeat(depth)}${name}` }))} required />
        <div className="row"><Button>{t('propose.button')}</Button></div>
      </form>
    </Card>
  );
}
