import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, EmptyState, Notice, PageHead, Table, Tag } from '../../ui/index.ts';
import { seeJudgeNote } from '../commands/see-judge-note.server.ts';
import { Refusal } from '../components/assignment-parts.tsx';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { contestParams, noteForm, noteQuery } from '../forms/judging.ts';
import { judgeNoteMessages as messages } from '../messages/judge-notes.ts';
import { canOrganiseContests } from '../policy.ts';
import { readJudgeNotes, type JudgeNote } from '../queries/judge-notes.server.ts';
import type { JudgingContest } from '../queries/judging-contest.server.ts';

export const loader = page({ guard: canOrganiseContests, params: contestParams, query: noteQuery }, async ({ actor, params, query, context }) => ({ ...(await readJudgeNotes(context.db, actor, params.contest)), isDone: query.done === 'seen' }));

export const action = submit({ guard: canOrganiseContests, params: contestParams, form: noteForm }, async ({ actor, params, form, context }) => {
  const outcome = await seeJudgeNote(portsOf(context), actor, params.contest, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, {}), { status: 409 });
  return seeOther(`/contest-desk/${params.contest}/notes?done=seen`);
});

export const meta = titled((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function DeskJudgeNotesPage() {
  const { contest, notes, isDone } = useLoaderData() as unknown as { contest: JudgingContest; notes: JudgeNote[]; isDone: boolean };
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<DeskCrumbs contest={contest} here={t('title')} />} />
      <Refusal />
      {isDone ? <Notice tone="ok" focused>{t('done')}</Notice> : null}
      {notes.length === 0 ? <EmptyState icon="message-square" title={t('none')}>{t('none-text')}</EmptyState> : (
        <Table caption={t('title')} hideCaption rows={notes} rowKey={({ id }) => id} columns={[
          { key: 'entry', head: t('entry'), rowHeader: true, cell: ({ entryId, number }) => <a href={`/contest-desk/${contest.id}/entries/${entryId}`}>{number}</a> },
          { key: 'judge', head: t('judge'), cell: ({ judgeName }) => judgeName },
          { key: 'note', head: t('note'), cell: ({ note }) => <span className="pre-line">{note}</span> },
          { key: 'state', head: t('state'), cell: (note) => <Seen note={note} /> },
        ]} />
      )}
    </div>
  );
}

function Seen({ note: { id, number, key, seen } }: { note: JudgeNote }) {
  const t = useText(messages);
  const formats = useFormats();
  if (seen) return <span className="muted small">{t('seen', { by: seen.by, at: formats.moment(seen.at) })}</span>;
  return (
    <form method="post" noValidate className="stack">
      <Tag tone="warn">{t('new')}</Tag>
      <input type="hidden" name="review" value={id} />
      <input type="hidden" name="key" value={key} />
      <div className="row"><Button variant="ghost" aria-label={t('see-of', { number })}>{t('see')}</Button></div>
    </form>
  );
}
