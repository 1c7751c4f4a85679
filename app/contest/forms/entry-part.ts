import type { EntryPart } from '../rules/entry-parts.ts';
import type { PartForm } from './entries.ts';

/** A step as the command takes it: the first one has the title and the track, that of data the chosen sets. */
export function partTyped(part: EntryPart, form: PartForm) {
  const { title, entryRevision } = form;
  return {
    body: form.body,
    revision: form.revision,
    ...(part === 'SUMMARY' && title !== undefined && entryRevision !== undefined ? { head: { title, trackId: form.track, revision: entryRevision } } : {}),
    ...(part === 'DATA' && form.hasDatasets ? { datasets: form.datasets ?? [] } : {}),
  };
}

/** The same as it goes back into the form. */
export function partAsTyped(form: PartForm): Record<string, unknown> {
  return { body: form.body, title: form.title ?? '', track: form.track ?? '', datasets: form.datasets ?? [] };
}
