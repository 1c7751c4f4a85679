import type { ReactNode } from 'react';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, MarginNote, TextArea } from '../../ui/index.ts';
import { lessonNoteFields } from '../forms/lesson-answers.ts';
import { noteMessages } from '../messages/notes.ts';
import { readingMessages } from '../messages/reading.ts';
import { noteLimit } from '../rules/note.ts';

interface Note {
  body: string;
  revision: number;
  updatedAt: string | null;
}

/** A learner's own note on a lesson, on a page of its own, where saving is the one thing to do. */
export function NoteForm({ action, note, error }: { action: string; note: Note; error?: string }) {
  const t = useText(readingMessages);
  return (
    <NoteFrame>
      <form method="post" action={action} id="lesson-note" className="stack">
        <input type="hidden" name="revision" value={note.revision} />
        <TextArea name="body" label={<span className="sr-only">{t('lesson.note')}</span>} hint={t('lesson.note-hint')} error={error} rows={5} defaultValue={note.body} />
        <Saving note={note}><Button>{t('lesson.note-save')}</Button></Saving>
      </form>
    </NoteFrame>
  );
}

/**
 * The note beside a lesson; saved by the button, and by itself where scripts run. Its fields belong to the lesson's own form, and so do the answers in the text:
 * whichever button is pressed, nothing that stands on the page is lost.
 */
export function LessonNote({ action, form, note }: { action: string; form: string; note: Note | null }) {
  const t = useText(readingMessages);
  return (
    <NoteFrame>
      <div id="lesson-note" className="stack" data-note={action}>
        <input type="hidden" form={form} name={lessonNoteFields.revision} value={note?.revision ?? 0} />
        <input type="hidden" form={form} name={lessonNoteFields.was} value={note?.body ?? ''} />
        <TextArea form={form} name={lessonNoteFields.body} id="note" label={<span className="sr-only">{t('lesson.note')}</span>} hint={t('lesson.note-hint')} rows={5} maxLength={noteLimit} placeholder=" " defaultValue={note?.body ?? ''} />
        <Saving note={note}><Button form={form} formAction={action} variant="ghost">{t('lesson.note-save')}</Button></Saving>
      </div>
    </NoteFrame>
  );
}

function NoteFrame({ children }: { children: ReactNode }) {
  const t = useText(readingMessages);
  const notes = useText(noteMessages);
  return (
    <MarginNote title={t('lesson.note')}>
      {children}
      <p className="small form-gap no-print"><a href="/notes">{notes('link')}</a></p>
    </MarginNote>
  );
}

/** The button, and beside it when the note was saved. */
function Saving({ note, children }: { note: Note | null; children: ReactNode }) {
  const t = useText(readingMessages);
  const formats = useFormats();
  return (
    <div className="row">
      {children}
      <output className="muted" data-note-state data-saved={t('lesson.saved')} data-failed={t('lesson.note-failed')}>{note?.updatedAt ? t('lesson.note-saved', { time: formats.moment(note.updatedAt) }) : ''}</output>
    </div>
  );
}
