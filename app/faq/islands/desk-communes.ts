import { findCommune, formerNamesIn } from '../../people/index.ts';
import { formerLine } from '../rules/former-line.ts';
import { fieldOf, find, tell } from './desk-fields.ts';
import type { Desk } from './desk-state.ts';

/** Says above the results what communes of old in the question belong to today. */
export function tellFormer(desk: Desk, question: string): void {
  tell('desk-former', formerLine(formerNamesIn(desk.known?.communes ?? [], question), desk.texts.former));
}

/** Says below the commune what it is called today, as soon as the words name one of old; the server says the same after saving. */
export function hintCommune(desk: Desk): void {
  const hint = find<HTMLElement>('#desk-pane [data-commune-hint]');
  if (!hint || !desk.known) return;
  const found = findCommune(desk.known.communes, fieldOf('commune')?.value ?? '');
  hint.textContent = found ? desk.texts.communeNow.replace('{name}', () => found.now) : desk.texts.communeHint;
}
