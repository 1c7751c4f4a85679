import { useActionData } from '@remix-run/react';
import { useFaults } from '../../people/index.ts';
import type { FormFaults } from '../../platform/http/forms.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Autosave, AutosaveState, Button, Card, Checkbox, Select, TextArea, TextInput } from '../../ui/index.ts';
import { entryMessages } from '../messages/entries.ts';
import type { PartView } from '../queries/entry-page.server.ts';
import { partLimits, partOf, titleLimit, type EntryStep } from '../rules/entry-parts.ts';
import { useAutosaveWords } from './autosave-words.ts';

/** What is saved now, handed back when somebody else was faster. */
export interface Conflict {
  body: string;
  revision: number;
  title: string;
  track: string;
  entryRevision: number;
  datasets: string[];
}
export type PartFaults = FormFaults & { conflict?: Conflict };
interface Props {
  entry: { id: string; title: string; isOpen: boolean };
  step: EntryStep;
  view: PartView;
}

/** The form of one written step. With a script it saves by itself; without one it is a form like any other. */
export function PartForm({ entry, step, view }: Props) {
  const t = useText(entryMessages);
  const formats = useFormats();
  const sent = useActionData() as PartFaults | undefined;
  const conflict = sent?.conflict;
  const words = useAutosaveWords();
  const revision = conflict?.revision ?? view.revision;
  return (
    <>
      {conflict ? <Theirs conflict={conflict} step={step} view={view} href={`/contests/entries/${entry.id}/parts/${step}`} /> : null}
      <Autosave keep={`entry.${entry.id}.${step}`} words={words}>
        <form method="post" noValidate className="stack">
          <input type="hidden" name="revision" value={revision} />
          <fieldset className="step-body stack" disabled={!entry.isOpen}>
            {step === 'summary' ? <Head entry={entry} view={view} conflict={conflict} /> : null}
            {step === 'data' ? <Datasets view={view} sent={sent} /> : null}
            <Words step={step} view={view} />
            <AutosaveState>{view.savedAt && view.savedBy ? t('saved-by', { name: view.savedBy, time: formats.second(view.savedAt) }) : ''}</AutosaveState>
            {entry.isOpen ? <div className="row"><Button iconAfter="arrow-right" name="next" value="on">{t('save-next')}</Button><Button variant="ghost" icon="save" name="next" value="here">{t('save')}</Button></div> : null}
          </fieldset>
        </form>
      </Autosave>
    </>
  );
}

function Words({ step, view }: Pick<Props, 'step' | 'view'>) {
  const t = useText(entryMessages);
  const formats = useFormats();
  const { say, value } = useFaults();
  const max = partLimits[partOf(step) ?? 'SUMMARY'];
  const body = value('body', view.body);
  const words = (count: string) => t('count', { count, max: formats.number(max) });
  return <TextArea name="body" label={t(step === 'summary' ? 'field.summary' : `step.${step}`)} hint={<span data-count={words('{count}')} data-max={max}>{words(formats.number(body.length))}</span>} error={say('body')} rows={max > 5_000 ? 16 : 8} defaultValue={body} required />;
}

function Head({ entry, view, conflict }: { entry: Props['entry']; view: PartView; conflict: Conflict | undefined }) {
  const t = useText(entryMessages);
  const { say, value } = useFaults();
  return (
    <>
      <input type="hidden" name="entryRevision" value={conflict?.entryRevision ?? view.entryRevision} />
      <TextInput name="title" label={t('field.title')} hint={t('field.title-hint')} error={say('title')} defaultValue={value('title', entry.title)} maxLength={titleLimit} required />
      {view.tracks.length > 0 ? <Select name="track" label={t('field.track')} error={say('track')} defaultValue={value('track', view.trackId)} emptyLabel={t('field.track-none')} options={view.tracks.map(({ id, title }) => ({ value: id, label: title }))} required /> : null}
    </>
  );
}

function Datasets({ view, sent }: { view: PartView; sent: PartFaults | undefined }) {
  const t = useText(entryMessages);
  const { say } = useFaults();
  const typed = sent?.ok === false ? (sent.values['datasets'] ?? '').split('\n') : null;
  return (
    <fieldset className="field">
      <legend className="field-label">{t('field.datasets')}</legend>
      <input type="hidden" name="hasDatasets" value="1" />
      {view.datasets.length === 0 ? <p className="muted">{t('field.datasets-none')}</p> : null}
      {view.datasets.map(({ id, title, holder, terms, isChosen }) => <Checkbox key={id} id={`dataset-${id}`} name="datasets[]" value={id} label={title} hint={t('dataset.terms', { holder, terms })} error={say('datasets')} defaultChecked={typed ? typed.includes(id) : isChosen} />)}
    </fieldset>
  );
}

/** The text that is saved, beside one's own that is not. */
function Theirs({ conflict, step, view, href }: { conflict: Conflict; step: EntryStep; view: PartView; href: string }) {
  const t = useText(entryMessages);
  const track = view.tracks.find(({ id }) => id === conflict.track)?.title;
  const chosen = view.datasets.filter(({ id }) => conflict.datasets.includes(id));
  return (
    <Card title={t('conflict.theirs')} id="theirs" footer={<a href={href}>{t('conflict.drop')}</a>}>
      {step === 'summary' ? <p><strong>{conflict.title || t('untitled')}</strong>{track ? ` · ${track}` : ''}</p> : null}
      {step === 'data' && chosen.length > 0 ? <ul className="bullets">{chosen.map(({ id, title }) => <li key={id}>{title}</li>)}</ul> : null}
      <pre className="kept-text">{conflict.body || t('conflict.empty')}</pre>
      <p>{t('conflict.yours')}</p>
    </Card>
  );
}
