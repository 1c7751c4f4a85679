import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, MarginNote, TextArea } from '../../ui/index.ts';
import { noteMessages } from '../messages/notes.ts';
import { readingMessages } from '../messages/reading.ts';

export interface NoteFormProps {
  action: string;
  note: { body: string; revision: number; updatedAt: string | null } | null;
  error?: string;
  /** True on a page of its own, where saving is the one thing to do. */
  isAlone?: boolean;
}

/** A learner's own note on a lesson; saved by the button, and by itself where scripts run. */
export function NoteForm({ action, note, error, isAlone = false }: NoteFormProps) {
  const t = useText(readingMessages);
  const notes = useText(noteMessages);
  const formats = useFormats();
  return (
    <MarginNote title={t('lesson.note')}>
      <form method="post" action={action} id="lesson-note" className="stack" data-note>
        <input type="hidden" name="revision" value={note?.revision ?? 0} />
        <TextArea name="body" label={<span className="sr-only">{t('lesson.note')}</span>} hint={t('lesson.note-hint')} error={error} rows={5} defaultValue={note?.body ?? ''} />
        <div className="row">
          <Button variant={isAlone ? 'primary' : 'ghost'}>{t('lesson.note-save')}</Button>
          <output className="muted" data-note-state data-saved={t('lesson.saved')} data-failed={t('lesson.note-failed')}>{note?.updatedAt ? t('lesson.note-saved', { time: formats.moment(note.updatedAt) }) : ''}</output>
        </div>
      </form>
      <p className="small"><a href="/notes">{notes('link')}</a></p>
    </MarginNote>
  );
}
