import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Disclosure, Table, Tag, type Column, type Tone } from '../../ui/index.ts';
import { editingMessages } from '../messages/editing.ts';
import type { SettingChange, SettingValue } from '../publishing/setting-changes.ts';
import type { LessonChange } from '../publishing/version-changes.ts';
import type { VersionChanges } from '../queries/version-changes.server.ts';

/** What learners would see change, lesson by lesson; the paragraphs themselves are one click away. */
export function EditingChanges({ changes, isFirst }: { changes: VersionChanges; isFirst: boolean }) {
  const t = useText(editingMessages);
  const count = (kind: LessonChange['kind']) => changes.lessons.filter((lesson) => lesson.kind === kind).length;
  const touched = changes.lessons.filter((lesson) => lesson.kind !== 'same');
  return (
    <div className="stack">
      <p>{isFirst ? t('changes.first') : touched.length === 0 ? t('changes.none') : t('changes.counts', { changed: count('changed'), added: count('added'), removed: count('removed'), same: count('same') })}</p>
      <p>
        {t('changes.modules', changes.modules)} {t('changes.questions', changes.questions)} {t('changes.assessments', changes.assessments)}
      </p>
      {changes.settings.length > 0 ? <SettingChanges changes={changes.settings} /> : null}
      {isFirst ? null : touched.map((lesson) => <LessonChangeRow key={lesson.slug} lesson={lesson} />)}
    </div>
  );
}

function SettingChanges({ changes }: { changes: readonly SettingChange[] }) {
  const t = useText(editingMessages);
  const columns: Column<SettingChange>[] = [
    { key: 'what', head: t('settings.what'), rowHeader: true, cell: (change) => t(`setting.${change.key}`) },
    { key: 'of', head: t('settings.of'), cell: (change) => change.of ?? t('settings.of-course') },
    { key: 'before', head: t('settings.before'), cell: (change) => <SettingText value={change.before} /> },
    { key: 'after', head: t('settings.after'), cell: (change) => <SettingText value={change.after} /> },
  ];
  return <Table caption={t('settings.title')} columns={columns} rows={changes} rowKey={(change) => `${change.of ?? ''} ${change.key}`} />;
}

function SettingText({ value }: { value: SettingValue }) {
  const t = useText(editingMessages);
  const formats = useFormats();
  if (typeof value === 'number') return <>{formats.number(value)}</>;
  const text = typeof value === 'string' ? value : (value ?? []).join(', ');
  return <>{text || t('settings.empty')}</>;
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
