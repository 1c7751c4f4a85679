import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Notice, PageHead, TextArea } from '../../ui/index.ts';
import { clearBlindCopy, requestBlindCopies } from '../commands/make-blind-copies.server.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { blindForm, blindQuery, deskEntryParams } from '../forms/screening.ts';
import { blindnessMessages as messages } from '../messages/blindness.ts';
import { canOrganiseContests } from '../policy.ts';
import { listCopies, type CopyLeft, type CopyRow } from '../queries/blind-copies.server.ts';
import { copiesRunning, getHandedIn, leftInWords } from '../queries/blindness.server.ts';
import { getDeskContest, type JudgingContest } from '../queries/judging-contest.server.ts';
import type { HandedIn } from '../queries/screening.server.ts';

export const loader = page({ guard: canOrganiseContests, params: deskEntryParams, query: blindQuery }, async ({ actor, params, query, context: { db } }) => {
  const contest = await getDeskContest(db, actor, params.contest);
  const entry = await getHandedIn(db, contest.id, params.entry);
  return { contest, entry, query, words: await leftInWords(db, entry.id), copies: await listCopies(db, entry.id), running: await copiesRunning(db, entry.id) };
});

export const action = submit({ guard: canOrganiseContests, params: deskEntryParams, form: blindForm }, async ({ actor, params, form, context }) => {
  const place = { contestId: params.contest, entryId: params.entry };
  const outcome = form.deed === 'make' ? await requestBlindCopies(portsOf(context), actor, place) : await clearBlindCopy(portsOf(context), actor, { ...place, fileId: form.fileId, note: form.note });
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 409 });
  if (form.deed === 'make') context.wakeJobs();
  return seeOther(`/contest-desk/${params.contest}/blindness/${params.entry}?done=${form.deed === 'make' ? 'made' : 'cleared'}`);
});

export const meta = titled((locale) => messages.in(locale)('title'));

interface Loaded {
  contest: JudgingContest;
  entry: HandedIn;
  query: { done?: 'made' | 'cleared' };
  words: CopyLeft[];
  copies: CopyRow[];
  running: 'WAITING' | 'FAILED' | null;
}

export default function DeskBlindnessEntryPage() {
  const { contest, entry, query, words, copies, running } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={`${entry.number} – ${entry.title}`} breadcrumb={<DeskCrumbs contest={contest} between={{ label: t('title'), href: `/contest-desk/${contest.id}/blindness` }} here={entry.number} />} />
      {query.done === 'cleared' || (query.done === 'made' && running === 'WAITING') ? <Notice tone="ok" focused>{t(query.done)}</Notice> : null}
      <Faults />
      <Card title={t('words-title')} id="words">{words.length === 0 ? <p>{t('words-none')}</p> : <><p>{t('words-masked')}</p><LeftList left={words} /></>}</Card>
      <Card title={t('files-title')} id="files">
        {copies.length === 0 ? <p className="muted">{t('files-none')}</p> : null}
        {copies.some(({ copy }) => copy === null) ? <Making running={running} /> : null}
        <div className="stack-l">{copies.map((file) => <CopyCard key={file.fileId} base={`/contest-desk/${contest.id}/blindness/${entry.id}/files`} file={file} />)}</div>
      </Card>
    </div>
  );
}

/** What becomes of copies that are missing: a job makes them, gave up, or waits to be asked. The page looks again by itself, without a script. */
function Making({ running }: Pick<Loaded, 'running'>) {
  const t = useText(messages);
  if (running === 'WAITING') return <><Notice live={false}>{t('making')}</Notice><meta httpEquiv="refresh" content="3" /></>;
  return (
    <>
      {running === 'FAILED' ? <Notice tone="danger" live={false}>{t('making-failed')}</Notice> : null}
      <form method="post"><Button name="deed" value="make">{t('make')}</Button></form>
    </>
  );
}

function LeftList({ left }: { left: readonly CopyLeft[] }) {
  const t = useText(messages);
  return <ul>{left.map(({ kind, text }) => <li key={kind + text}>{t(`left.${kind}`)}{text ? <>: <q>{text}</q></> : null}</li>)}</ul>;
}

function CopyCard({ base, file: { fileId, originalName, copy } }: { base: string; file: CopyRow }) {
  const t = useText(messages);
  const formats = useFormats();
  if (!copy) return <Card level={3} title={originalName}><p className="muted">{t('copy-missing')}</p></Card>;
  const isBroken = copy.left.some(({ kind }) => kind === 'BROKEN');
  return (
    <Card level={3} title={originalName} lead={t('copy-name', { name: copy.name })}>
      {copy.left.length === 0 ? <Notice tone="ok" live={false}>{t('copy-clean')}</Notice> : <><p className="field-label">{t('left')}</p><LeftList left={copy.left} /></>}
      {isBroken ? null : <p><a href={`${base}/${fileId}`} download>{t('copy-get')}</a></p>}
      {copy.clearedAt ? <p className="small muted">{t('copy-cleared', { by: copy.clearedBy ?? '', at: formats.moment(copy.clearedAt), note: copy.note ?? '' })}</p> : null}
      {copy.left.length > 0 && copy.clearedAt === null && !isBroken ? <ClearForm fileId={fileId} /> : null}
    </Card>
  );
}

function ClearForm({ fileId }: { fileId: string }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  const isMine = value('fileId') === fileId;
  return (
    <form method="post" noValidate className="stack">
      <input type="hidden" name="fileId" value={fileId} />
      <TextArea name="note" id={`note-${fileId}`} label={t('note')} hint={t('note-hint')} error={isMine ? say('note') : undefined} defaultValue={isMine ? value('note') : ''} rows={2} required />
      <div className="row"><Button name="deed" value="clear" variant="ghost">{t('clear')}</Button></div>
    </form>
  );
}
