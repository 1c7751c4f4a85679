import { useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, TextArea } from '../../ui/index.ts';
import { screeningMessages as messages } from '../messages/screening.ts';
import type { Answer, EntryFlag, LockedFile } from '../queries/flags.server.ts';

/** What the program found in one version of an entry, with the lines in which it stands. */
export function FlagFound({ flag: { version, foundAt, marks, lines } }: { flag: EntryFlag }) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <>
      <p>{t('flags.found', { version, at: formats.moment(foundAt), marks })}</p>
      <ul>{lines.map((line, at) => <li key={at}><q>{line}</q></li>)}</ul>
    </>
  );
}

export function FlagCheck({ flag }: { flag: EntryFlag }) {
  return (
    <section>
      <FlagFound flag={flag} />
      <Check deed="flag" id={flag.id} answer={flag.cleared} />
    </section>
  );
}

export function FileCheck({ file: { id, name, found, released } }: { file: LockedFile }) {
  const t = useText(messages);
  return (
    <section>
      <h3>{name}</h3>
      <p>{t('release.found', { found })}</p>
      <Check deed="file" id={id} answer={released} />
    </section>
  );
}

const labels = { flag: ['clearing.note', 'clearing.flag'], file: ['release.note', 'release.file'] } as const;

/** The word of whoever has looked, or the form for it. */
function Check({ deed, id, answer }: { deed: keyof typeof labels; id: string; answer: Answer }) {
  const t = useText(messages);
  const formats = useFormats();
  const { say, value } = useFaults();
  if (answer) return <p className="small muted">{t('clearing.by', { by: answer.by, at: formats.moment(answer.at), note: answer.note })}</p>;
  const isMine = value('id') === id;
  const [note, button] = labels[deed];
  return (
    <form method="post" noValidate className="stack">
      <input type="hidden" name="deed" value={deed} />
      <input type="hidden" name="id" value={id} />
      <TextArea name="note" id={`note-${id}`} label={t(note)} error={isMine ? say('note') : undefined} defaultValue={isMine ? value('note') : ''} rows={2} required />
      <div className="row"><Button variant="ghost">{t(button)}</Button></div>
    </form>
  );
}
