import { useText } from '../../platform/i18n/react.tsx';
import { Disclosure, Tag, type Tone } from '../../ui/index.ts';
import { editingMessages } from '../messages/editing.ts';
import type { LessonChange } from '../publishing/version-changes.ts';
import type { VersionChanges } from '../queries/editing-course.server.ts';

/** What learners would see change, lesson by lesson; the paragraphs themselves are one click away. */
export function EditingChanges({ changes, isFirst }: { changes: VersionChanges; isFirst: boolean }) {
  const t = useText(editingMessages);
  const count = (kind: LessonChange['kind']) => changes.lessons.filter((lesson) => lesson.kind === kind).length;
  const touched = changes.lessons.filter((lesson) => lesson.kind !== 'same');
  return (
    <div className="stack">
      <p>{isFirst ? t('changes.first') : touched.length === 0 ? t('changes.none') : t('changes.counts', { changed: count('changed'), added: count('added'), removed: count('removed'), same: count('same') })}</p>
      <p>
        {t('changes.questions', changes.questions)} {t('changes.assessments', changes.assessments)}
      </p>
      {isFirst ? null : touched.map((lesson) => <LessonChangeRow key={lesson.slug} lesson={lesson} />)}
    </div>
  );
}

const kindTones: Record<LessonChange['kind'], Tone> = { added: 'brand', removed: 'danger', changed: 'warn', same: 'neutral' };

function LessonChangeRow({ lesson }: { lesson: LessonChange }) {
  const t = useText(editingMessages);
  const head = (
    <>
      <Tag tone={kindTones[lesson.kind]} icon={lesson.kind === 'added' ? 'plus' : lesson.kind === 'removed' ? 'trash-2' : 'pencil'}>{t(`change.${lesson.kind}`)}</Tag> {lesson.title}
      {lesson.parts.length > 0 ? <span className="muted"> ({lesson.parts.map((part) => t(`part.${part}`)).join(', ')})</span> : null}
    </>
  );
  if (!lesson.parts.includes('text')) return <p>{head}</p>;
  return (
    <Disclosure summary={head} boxed>
      {lesson.added.length + lesson.removed.length === 0 ? <p>{t('change.order')}</p> : null}
      <Paragraphs label={t('change.text-removed')} texts={lesson.removed} tone="danger" />
      <Paragraphs label={t('change.text-added')} texts={lesson.added} tone="ok" />
    </Disclosure>
  );
}

function Paragraphs({ label, texts, tone }: { label: string; texts: string[]; tone: Tone }) {
  if (texts.length === 0) return null;
  return (
    <div className="stack">
      <p><Tag tone={tone} icon={tone === 'ok' ? 'plus' : 'x'}>{label}</Tag></p>
      <ul>{texts.map((text, at) => <li key={at}>{tone === 'ok' ? <ins>{text}</ins> : <del>{text}</del>}</li>)}</ul>
    </div>
  );
}
