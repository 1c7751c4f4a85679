import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Tag, type Tone } from '../../ui/index.ts';
import { broadcastMessages } from '../messages/broadcast.ts';
import { composerMessages } from '../messages/composer.ts';
import type { Lesson } from '../queries/evaluation.server.ts';

const tones: Readonly<Record<Lesson['decision'], Tone>> = { KEEP: 'ok', ADJUST: 'warn', STOP: 'danger' };

export function DecisionTag({ decision }: { decision: Lesson['decision'] }) {
  const t = useText(broadcastMessages);
  return <Tag tone={tones[decision]} icon={decision === 'KEEP' ? 'check' : decision === 'ADJUST' ? 'pencil' : 'circle-x'}>{t(`decision.${decision}`)}</Tag>;
}

/** What was learnt the last time, where the next campaign is written and approved. */
export function LastLessons({ lessons }: { lessons: readonly Lesson[] }) {
  const t = useText(broadcastMessages);
  const c = useText(composerMessages);
  const formats = useFormats();
  if (lessons.length === 0) return null;
  return (
    <Card title={t('lesson.title')} id="last-lesson">
      <ul className="lessons">
        {lessons.map((lesson) => (
          <li key={lesson.id}>
            <p className="row"><strong>{c(`topic.${lesson.topic as 'SECURITY'}`)}</strong><DecisionTag decision={lesson.decision} /></p>
            <blockquote className="bulletin pre-line">{lesson.lesson}</blockquote>
            <p className="muted small"><a href={`/campaigns/${lesson.id}/evaluation`}>{lesson.name}</a>, {formats.day(lesson.decidedAt)}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
