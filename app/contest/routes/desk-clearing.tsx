import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, EmptyState, LinkButton, Notice, PageHead } from '../../ui/index.ts';
import { clearFlag, releaseFile } from '../commands/clear-flag.server.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { FileCheck, FlagCheck } from '../components/flag-parts.tsx';
import { clearingForm, clearingQuery, deskEntryParams } from '../forms/screening.ts';
import { screeningMessages as messages } from '../messages/screening.ts';
import { canOrganiseContests } from '../policy.ts';
import { listFlags, listLockedFiles } from '../queries/flags.server.ts';
import { getDeskContest } from '../queries/judging-contest.server.ts';
import { getDeskEntry } from '../queries/screening.server.ts';

export const loader = page({ guard: canOrganiseContests, params: deskEntryParams, query: clearingQuery }, async ({ actor, params, query, context: { db } }) => {
  const contest = await getDeskContest(db, actor, params.contest);
  const { id, number } = await getDeskEntry(db, contest.id, params.entry);
  return { contest: { id: contest.id, title: contest.title }, entry: { id, number }, flags: await listFlags(db, id), files: await listLockedFiles(db, id), isDone: query.done === 'cleared' };
});

export const action = submit({ guard: canOrganiseContests, params: deskEntryParams, form: clearingForm }, async ({ actor, params, form, context }) => {
  const place = { contestId: params.contest, entryId: params.entry, note: form.note };
  const outcome = form.deed === 'flag' ? await clearFlag(portsOf(context), actor, { ...place, flagId: form.id }) : await releaseFile(portsOf(context), actor, { ...place, fileId: form.id });
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 409 });
  return seeOther(`/contest-desk/${params.contest}/entries/${params.entry}/clearing?done=cleared`);
});

export const meta = titled((locale) => messages.in(locale)('clearing.title'));

export default function DeskClearingPage() {
  const { contest, entry, flags, files, isDone } = useLoaderData<typeof loader>();
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={t('clearing.title')} eyebrow={entry.number} lead={t('clearing.lead')} breadcrumb={<DeskCrumbs contest={contest} between={[{ label: t('title'), href: `/contest-desk/${contest.id}/entries` }, { label: entry.number, href: `/contest-desk/${contest.id}/entries/${entry.id}` }]} here={t('clearing.title')} />} />
      {isDone ? <Notice tone="ok" focused>{t('clearing.done')}</Notice> : null}
      <Faults />
      {flags.length + files.length === 0 ? <EmptyState icon="inbox" title={t('clearing.none')} action={<LinkButton href={`/contest-desk/${contest.id}/entries/${entry.id}`}>{t('clearing.back', { number: entry.number })}</LinkButton>} /> : null}
      {flags.length > 0 ? <Card title={t('flags')} id="flags" lead={t('flags.lead')}>{flags.map((flag) => <FlagCheck key={flag.id} flag={flag} />)}</Card> : null}
      {files.length > 0 ? <Card title={t('release.title')} id="files">{files.map((file) => <FileCheck key={file.id} file={file} />)}</Card> : null}
    </div>
  );
}
