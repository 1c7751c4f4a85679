import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Meta, Tag, type MetaItem, type Tone } from '../../ui/index.ts';
import { recognitionRequestMessages as messages } from '../messages/recognition-requests.ts';
import type { RecognitionRequest, RequestCopy } from '../queries/recognition-requests.server.ts';
import type { RequestState } from '../rules/recognition-request.ts';

const tones: Record<RequestState, Tone> = { DRAFT: 'warn', WAITING: 'brand', ACCEPTED: 'ok', REFUSED: 'danger', WITHDRAWN: 'neutral' };

export function RequestTag({ state }: { state: RequestState }) {
  const t = useText(messages);
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}

/** What a certificate says, and for which course it shall count. */
export function RequestFacts({ request }: { request: RecognitionRequest }) {
  const t = useText(messages);
  const formats = useFormats();
  const items: MetaItem[] = [
    { term: t('field.courseId'), detail: <a href={`/courses/${request.courseSlug}`}>{request.courseTitle}</a> },
    { term: t('field.title'), detail: request.title },
    { term: t('field.number'), detail: request.number },
    { term: t('field.issuer'), detail: request.issuer },
    { term: t('field.issuedOn'), detail: formats.day(request.issuedOn) },
    { term: t('field.lastDay'), detail: request.lastDay ? formats.day(request.lastDay) : t('facts.no-end') },
  ];
  if (request.note) items.push({ term: t('field.note'), detail: request.note });
  if (request.submittedAt) items.push({ term: t('facts.sent'), detail: formats.moment(request.submittedAt) });
  return <Meta items={items} layout="stacked" />;
}

/** The file, or the word that it is there no more. */
export function CopyLine({ copy, href }: { copy: RequestCopy; href: string }) {
  const t = useText(messages);
  const formats = useFormats();
  if (copy.isErased) return <p className="muted">{t('copy.gone')}</p>;
  return (
    <p>
      <a href={href} download>{t('copy.file', { name: copy.name, kind: copy.kind, size: formats.bytes(copy.bytes) })}</a>
      {copy.isScanned ? null : <span className="muted small block">{t('copy.unscanned')}</span>}
    </p>
  );
}

/** On the page of a course: the way to ask that a certificate from elsewhere counts instead. */
export function ElsewhereLine({ course }: { course: string }) {
  const t = useText(messages);
  return <p className="muted small">{t('own.for-course')} <a href={`/certificates/recognition/new?course=${course}`}>{t('own.for-course-link')}</a></p>;
}
