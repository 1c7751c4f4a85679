import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Notice } from '../../ui/index.ts';
import { FileTable, UploadCard } from '../components/entry-files.tsx';
import { EntryStepPage } from '../components/entry-parts.tsx';
import { filePortsOf, receiveForm } from '../entry-files.server.ts';
import { uploadLimit } from '../entry-limits.ts';
import { isLate } from '../entry-refusals.ts';
import { doneQuery, entryParams } from '../forms/entries.ts';
import { entryMessages } from '../messages/entries.ts';
import { teamMessages as messages } from '../messages/entry-team.ts';
import { filesOf } from '../queries/entry-files.server.ts';
import { entryHead } from '../queries/entry-page.server.ts';

export const loader = page({ guard: 'signed-in', params: entryParams, query: doneQuery }, async ({ actor, params, query, context }) => ({
  entry: await entryHead(context.db, actor, params.id, momentOf(portsOf(context)).at),
  files: await filesOf(context.db, actor, params.id),
  hasScanner: context.env.CLAMAV_HOST !== undefined,
  done: query.done,
}));

/** Takes a file of a plain form in while it arrives: a body of 25 MB is never whole in memory. */
export const action = page({ guard: 'signed-in', params: entryParams }, async ({ actor, params, context, request }) => {
  await context.spendPoint(uploadLimit, actor.id);
  const outcome = await receiveForm(filePortsOf(context), actor, params.id, request);
  if (!outcome.ok) return data(refuseForm(outcome.faults, {}), { status: isLate(outcome) ? 409 : 422 });
  return seeOther(`/contests/entries/${params.id}/files?done=uploaded`);
});

export const meta = titled((locale) => entryMessages.in(locale)('step.files'));
export const handle = { script: true };

const words = { uploaded: 'done.uploaded', removed: 'done.file-removed' } as const;

export default function EntryFilesPage() {
  const { entry, files, hasScanner, done } = useLoaderData<typeof loader>();
  const t = useText(messages);
  const told = done && Object.hasOwn(words, done) ? words[done as keyof typeof words] : null;
  return (
    <EntryStepPage entry={entry} step="files" lead={t('files.lead')} note={told ? <Notice tone="ok" focused>{t(told)}</Notice> : null}>
      <Faults />
      <p>{t('files.blind')}</p>
      <FileTable entry={entry} files={files} />
      {hasScanner ? null : <p className="muted small">{t('scan.unscanned-why')}</p>}
      {entry.isOpen || files.some(({ isComplete }) => !isComplete) ? <UploadCard entry={entry} /> : null}
    </EntryStepPage>
  );
}
