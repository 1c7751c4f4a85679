/** A lesson of one version, as far as comparing needs it. */
export interface ComparedLesson {
  slug: string;
  title: string;
  summary: string;
  moduleKey: string;
  minutes: number;
  details: string;
  /** What readers get, whole: a link or a picture can change without a word changing. */
  body: string;
  /** The text, one entry a paragraph. */
  paragraphs: readonly string[];
}

export type ChangedPart = 'title' | 'summary' | 'text' | 'minutes' | 'details' | 'module';

export interface LessonChange {
  slug: string;
  title: string;
  kind: 'added' | 'removed' | 'changed' | 'same';
  parts: ChangedPart[];
  /** Paragraphs that only the newer or only the older text has. */
  added: string[];
  removed: string[];
}

/** What an editor must know before learners see the newer version, lesson by lesson in its order; lessons that went away come last. */
export function compareLessons(older: readonly ComparedLesson[], newer: readonly ComparedLesson[]): LessonChange[] {
  const before = new Map(older.map((lesson) => [lesson.slug, lesson]));
  const kept = new Set(newer.map((lesson) => lesson.slug));
  const gone = older.filter((lesson) => !kept.has(lesson.slug));
  return [
    ...newer.map((lesson): LessonChange => {
      const old = before.get(lesson.slug);
      return old ? compareOne(old, lesson) : { slug: lesson.slug, title: lesson.title, kind: 'added', parts: [], added: [], removed: [] };
    }),
    ...gone.map(({ slug, title }): LessonChange => ({ slug, title, kind: 'removed', parts: [], added: [], removed: [] })),
  ];
}

function compareOne(older: ComparedLesson, newer: ComparedLesson): LessonChange {
  const added = newer.paragraphs.filter((paragraph) => !older.paragraphs.includes(paragraph));
  const removed = older.paragraphs.filter((paragraph) => !newer.paragraphs.includes(paragraph));
  const parts: ChangedPart[] = [];
  if (older.title !== newer.title) parts.push('title');
  if (older.summary !== newer.summary) parts.push('summary');
  if (older.body !== newer.body) parts.push('text');
  if (older.minutes !== newer.minutes) parts.push('minutes');
  if (older.details !== newer.details) parts.push('details');
  if (older.moduleKey !== newer.moduleKey) parts.push('module');
  return { slug: newer.slug, title: newer.title, kind: parts.length > 0 ? 'changed' : 'same', parts, added, removed };
}

export interface KeyedBody {
  key: string;
  body: string;
}

/** How many questions or assessments came, went and changed. */
export function countChanges(older: readonly KeyedBody[], newer: readonly KeyedBody[]): { added: number; removed: number; changed: number } {
  const before = new Map(older.map((entry) => [entry.key, entry.body]));
  const after = new Set(newer.map((entry) => entry.key));
  return {
    added: newer.filter((entry) => !before.has(entry.key)).length,
    removed: older.filter((entry) => !after.has(entry.key)).length,
    changed: newer.filter((entry) => before.has(entry.key) && before.get(entry.key) !== entry.body).length,
  };
}

/** The readable text of published markup, one entry a paragraph, table row, list item or question. */
export function paragraphsOf(html: string): string[] {
  return html
    .replace(/<\/(p|h2|h3|li|tr|summary|figcaption|b)>/g, '$&\u0000')
    .replace(/<\/t[dh]>/g, ' | ')
    .replace(/<[^>]+>/g, '')
    .replace(/&(amp|lt|gt|quot|#x27);/g, (_whole, name: string) => entities[name] ?? '')
    .split('\u0000')
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };
