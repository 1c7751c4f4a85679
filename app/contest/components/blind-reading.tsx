import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Notice } from '../../ui/index.ts';
import { judgingMessages } from '../messages/judging.ts';
import type { BlindEntry } from '../queries/blind-entry.server.ts';

/** The entry beside the rubric: words part by part, and the files that may be read. */
export function BlindReading({ entry, base, id = 'entry', eyebrow }: { entry: BlindEntry; base: string; id?: string; eyebrow?: string }) {
  const t = useText(judgingMessages);
  return (
    <Card title={entry.title} id={id} eyebrow={eyebrow ?? t('review.entry')}>
      {entry.owner ? <p className="muted">{t('review.owner', entry.owner)}</p> : null}
      {entry.parts.map(({ part, body }) => (
        <section key={part}>
          <h3>{t(`part.${part}`)}</h3>
          {body.trim() === '' ? <p className="muted">{t('review.empty-part')}</p> : body.split(/\n{2,}/).map((paragraph, at) => <p key={at} className="pre-line">{paragraph}</p>)}
        </section>
      ))}
      <Files entry={entry} base={base} />
    </Card>
  );
}

function Files({ entry, base }: { entry: BlindEntry; base: string }) {
  const t = useText(judgingMessages);
  const formats = useFormats();
  return (
    <section>
      <h3>{t('review.files')}</h3>
      {entry.files.length === 0 ? <p className="muted">{t('review.no-files')}</p> : <ul>{entry.files.map((file) => <li key={file.place}><a href={`${base}/files/${file.place}`}>{file.name}</a> <span className="small muted">({formats.number(Math.ceil(file.bytes / 1000))} kB)</span></li>)}</ul>}
      {entry.waitingFiles > 0 ? <Notice live={false}>{t('review.files-waiting', { count: entry.waitingFiles })}</Notice> : null}
    </section>
  );
}
