import { useFaults } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Disclosure, Select, Table, Tag, TextArea, TextInput, type Tone } from '../../ui/index.ts';
import { assignmentMessages } from '../messages/assignment.ts';
import { extraReviewMessages } from '../messages/extra-reviews.ts';
import type { NeedShown, ReviewNeeds } from '../queries/review-needs.server.ts';
import { fewestReviews, type Need } from '../rules/extra-review.ts';

const tones: Readonly<Record<Need, Tone>> = { LATE: 'danger', SHORT: 'warn', UNLINKED: 'danger', CUT: 'neutral' };

/** Entries by number with why they need somebody more, and the two ways on. */
export function NeedsTable({ needs: { rows, contest, isOver } }: { needs: ReviewNeeds }) {
  const t = useText(extraReviewMessages);
  return (
    <Table caption={t('title')} hideCaption rows={rows} rowKey={({ entryId }) => entryId} columns={[
      { key: 'entry', head: t('entry'), rowHeader: true, cell: ({ number }) => number },
      { key: 'why', head: t('why'), cell: (row) => <span className="row">{row.needs.map((need) => <Tag key={need} tone={tones[need]}>{t(`need.${need}`, { have: row.have, wanted: contest.reviewsPerEntry })}</Tag>)}</span> },
      { key: 'deed', head: t('add'), cell: (row) => <Deeds row={row} isOver={isOver} /> },
    ]} />
  );
}

function Deeds({ row, isOver }: { row: NeedShown; isOver: boolean }) {
  const t = useText(extraReviewMessages);
  return (
    <div className="stack">
      {row.judges.length > 0 && row.needs.includes('LATE') ? <GiveForm row={row} isOver={isOver} /> : null}
      {row.judges.length > 0 ? <AddForm row={row} isOver={isOver} /> : <p className="small">{t('nobody')}</p>}
      {row.excuse ? <p className="small muted">{t('excused', { reason: row.excuse })}</p> : null}
      {row.locked < fewestReviews ? <ExcuseForm row={row} /> : null}
    </div>
  );
}

/** One button for an entry that nobody was given: its judges follow from the rule. */
function GiveForm({ row: { entryId, number, judges, wanted }, isOver }: { row: NeedShown; isOver: boolean }) {
  const t = useText(extraReviewMessages);
  const { say, value } = useFaults();
  const isMine = value('entry') === entryId && value('deed') === 'give';
  const proposed = judges.slice(0, wanted);
  return (
    <form method="post" noValidate className="stack">
      <input type="hidden" name="deed" value="give" />
      <input type="hidden" name="entry" value={entryId} />
      <p className="small">{t('give.to', { names: proposed.map(({ fullName }) => fullName).join(', ') })}</p>
      {isOver ? <TextInput name="dueOn" id={`give-due-${entryId}`} type="date" label={t('due')} error={isMine ? say('dueOn') : undefined} defaultValue={isMine ? value('dueOn') : ''} width="middle" required /> : null}
      <div className="row"><Button aria-label={`${t('give', { count: proposed.length })}: ${number}`}>{t('give', { count: proposed.length })}</Button></div>
    </form>
  );
}

function AddForm({ row: { entryId, number, judges }, isOver }: { row: NeedShown; isOver: boolean }) {
  const [t, a] = [useText(extraReviewMessages), useText(assignmentMessages)];
  const { say, value } = useFaults();
  const isMine = value('entry') === entryId && value('deed') === 'add';
  return (
    <form method="post" noValidate className="stack">
      <input type="hidden" name="deed" value="add" />
      <input type="hidden" name="entry" value={entryId} />
      <Select name="judge" id={`judge-${entryId}`} label={t('judge')} error={isMine ? say('judge') : undefined} defaultValue={isMine ? value('judge') : judges[0]?.id} options={judges.map((judge) => ({ value: judge.id, label: a('release-choice', { name: judge.fullName, reviews: judge.load, most: judge.maxReviews }) }))} />
      {isOver ? <TextInput name="dueOn" id={`due-${entryId}`} type="date" label={t('due')} error={isMine ? say('dueOn') : undefined} defaultValue={isMine ? value('dueOn') : ''} width="middle" required /> : null}
      <div className="row"><Button variant="ghost" aria-label={`${t('add')}: ${number}`}>{t('add')}</Button></div>
    </form>
  );
}

function ExcuseForm({ row: { entryId, number, excuse } }: { row: NeedShown }) {
  const t = useText(extraReviewMessages);
  const { say, value } = useFaults();
  const fault = value('entry') === entryId ? say('reason') : undefined;
  return (
    <Disclosure summary={t('excuse')} open={fault !== undefined}>
      <form method="post" noValidate className="stack">
        <input type="hidden" name="deed" value="excuse" />
        <input type="hidden" name="entry" value={entryId} />
        <TextArea name="reason" id={`reason-${entryId}`} label={t('excuse-reason')} hint={t('excuse-hint', { fewest: fewestReviews })} error={fault} defaultValue={fault ? value('reason') : (excuse ?? '')} rows={2} required />
        <div className="row"><Button variant="ghost" aria-label={`${t('excuse')}: ${number}`}>{t('excuse')}</Button></div>
      </form>
    </Disclosure>
  );
}
