import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, refuse } from '../../people/index.server.ts';
import { Faults, FileCard } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { EmptyState, LinkButton, Notice, PageHead } from '../../ui/index.ts';
import { mostEvidence, uploadEvidence } from '../commands/adoption-files.server.ts';
import { EvidenceTable } from '../components/adoption-evidence.tsx';
import { AdoptionCrumbs } from '../components/adoption-parts.tsx';
import { filePortsOf } from '../entry-files.server.ts';
import { uploadLimit } from '../entry-limits.ts';
import { evidenceQuery } from '../forms/adoption-use.ts';
import { adoptionParams } from '../forms/results.ts';
import { adoptionMessages } from '../messages/adoption.ts';
import { adoptionUseMessages as messages } from '../messages/adoption-use.ts';
import { entryFaults } from '../messages/entry-faults.ts';
import { acceptedEndings } from '../../platform/files/file-kind.ts';
import { receiveFile } from '../../platform/files/receive-file.server.ts';
import { canLeadAdoptions } from '../policy.ts';
import { readOwnAdoption } from '../queries/adoption-evidence.server.ts';

export const loader = page({ guard: canLeadAdoptions, params: adoptionParams, query: evidenceQuery }, async ({ actor, params, query, context }) => ({ ...(await readOwnAdoption(context.db, actor, params.id, momentOf(portsOf(context)).today)), max: mostEvidence, done: query.done ?? null }));

/** Takes a file of a plain form in while it arrives. */
export const action = page({ guard: canLeadAdoptions, params: adoptionParams }, async ({ actor, params, context, request }) => {
  await context.spendPoint(uploadLimit, actor.id);
  const outcome = (await receiveFile(request, (file) => uploadEvidence(filePortsOf(context), actor, params.id, file), refuse('file', entryFaults.both('file.TOO_LARGE')))) ?? refuse('file', entryFaults.both('file.NONE'));
  if (!outcome.ok) return data(refuseForm(outcome.faults, {}), { status: 422 });
  return seeOther(`/contest-desk/adoptions/${params.id}/files?done=uploaded`);
});

export const meta = titled((locale) => messages.in(locale)('files.title'));

type Loaded = Awaited<ReturnType<typeof readOwnAdoption>> & { max: number; done: 'uploaded' | 'removed' | 'shown' | 'hidden' | null };

export default function AdoptionFilesPage() {
  const { adoption, files, max, done } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  const words = useText(adoptionMessages);
  const base = `/contest-desk/adoptions/${adoption.id}`;
  return (
    <div className="stack-l">
      <PageHead title={t('files.title')} eyebrow={adoption.title} breadcrumb={<AdoptionCrumbs adoption={adoption} here={t('files.title')} />} />
      {done ? <Notice tone="ok" focused>{t(`files.done.${done}`)}</Notice> : null}
      <Faults />
      {files.length > 0 ? <EvidenceTable base={base} revision={adoption.revision} files={files} /> : <EmptyState icon="file-text" title={t('files.none')} />}
      {files.some(({ isScanned, stoppedAt }) => !isScanned && stoppedAt === null) ? <p className="muted small">{t('files.unscanned-lead')}</p> : null}
      <div className="form"><FileCard words={{ send: t('files.send'), choose: t('files.choose'), hint: t('files.lead', { max }) }} accept={acceptedEndings} /></div>
      <div className="row"><LinkButton variant="ghost" href={base}>{words('back')}</LinkButton></div>
    </div>
  );
}
