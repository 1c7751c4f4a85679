import { basisWithPeriods, type PeriodTexts } from '../rules/basis-period.ts';
import { blocksOf } from '../rules/desk-blocks.ts';
import type { DeskAnswer } from '../rules/desk-index.ts';

/** What the desk's script says, in the reader's language; `{count}` and `{number}` are filled in by it. */
export type DeskTexts = Record<'hits' | 'noHits' | 'typing' | 'version' | 'internal' | 'public' | 'sample' | 'lapsed' | 'overdue' | 'papers' | 'fee' | 'place' | 'time' | 'basis' | 'asOf' | 'read' | 'gone' | 'online' | 'away' | 'signedOut' | 'refused' | 'saved' | 'keptHere' | 'inHand' | 'ringing' | 'noNumber' | 'question' | 'number' | 'callbackAt' | 'handBody' | 'ticketQuestion' | 'offlineCall' | 'noCall' | 'discard' | 'start' | 'needsServer' | 'onlyHere' | 'over' | 'former' | 'communeNow' | 'communeHint' | 'copyOf' | 'copyOld' | 'noCopy' | 'ageFresh' | 'ageHours' | 'ageDays', string> & { period: PeriodTexts };

export function make<K extends keyof HTMLElementTagNameMap>(tag: K, traits: { className?: string; text?: string } = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (traits.className) element.className = traits.className;
  element.append(...(traits.text === undefined ? children : [traits.text]));
  return element;
}

export function drawHits(list: Element, hits: DeskAnswer[], open: string, texts: DeskTexts): void {
  list.replaceChildren(...hits.map((hit) => {
    const button = make('button', { className: 'desk-hit' }, make('span', { text: hit.question }), make('small', { text: hit.audience === 'INTERNAL' ? texts.internal : texts.public }));
    button.type = 'button';
    button.dataset['slug'] = hit.slug;
    if (hit.slug === open) button.setAttribute('aria-current', 'true');
    return make('li', {}, button);
  }));
}

/** The answer as the server would draw it. */
export function drawAnswer(pane: Element, answer: DeskAnswer, texts: DeskTexts): void {
  const article = make('article', { className: 'stack' });
  article.dataset['version'] = answer.versionId;
  const title = make('h3', { text: answer.question });
  title.id = 'desk-answer-title';
  title.tabIndex = -1;
  article.setAttribute('aria-labelledby', title.id);
  const tag = (kind: string, text: string) => make('span', { className: `tag tag-${kind}`, text });
  const read = make('button', { className: 'btn btn-primary' }, `${texts.read} `, make('kbd', { text: 'F4' }));
  read.type = 'button';
  read.dataset['key'] = 'F4';
  read.setAttribute('aria-keyshortcuts', 'F4 Alt+4');
  article.append(
    make('p', { className: 'row' }, tag('brand', texts.version.replace('{number}', String(answer.number))), answer.audience === 'INTERNAL' ? tag('warn', texts.internal) : tag('ok', texts.public), ...(answer.isSample ? [tag('neutral', texts.sample)] : [])),
    title,
    ...(answer.lapsed.length > 0 ? [make('p', { className: 'notice notice-warn', text: texts.lapsed.replace('{documents}', answer.lapsed.join('; ')) })] : []),
    ...(answer.isOverdue ? [make('p', { className: 'notice notice-warn', text: texts.overdue })] : []),
    make('p', { className: 'desk-say', text: answer.short }),
    make('p', {}, read),
    make('div', { className: 'desk-body' }, ...blocksOf(answer.body).map((block) => (block.kind === 'text' ? make('p', { text: block.text }) : make('ol', {}, ...block.items.map((item) => make('li', { text: item })))))),
    factsOf(answer, texts),
    make('p', { className: 'muted', text: texts.asOf.replace('{day}', answer.asOf.split('-').reverse().join('/')) }),
  );
  pane.replaceChildren(...[pane.querySelector('h2')].filter((one) => one !== null), article);
}

/** In the place of an answer that has ended: that it must not be read any further, since when, and what is left to do. */
export function drawOver(pane: Element, { question, at }: { question: string; at: string }, texts: DeskTexts): void {
  const notice = make('div', { className: 'notice notice-danger' }, make('p', {}, make('strong', { text: question })), make('p', { text: texts.over.replace('{at}', at) }));
  notice.setAttribute('role', 'alert');
  pane.replaceChildren(...[pane.querySelector('h2')].filter((one) => one !== null), notice);
}

/** Calls that the server has refused: what was said, why, and a way to let go of them. */
export function drawRefused(place: HTMLElement, refused: { call: { clientKey: string; question: string; note: string }; refused?: string }[], texts: DeskTexts): void {
  place.hidden = refused.length === 0;
  place.replaceChildren(...refused.map(({ call, refused: reason = '' }) => {
    const button = make('button', { className: 'btn btn-ghost', text: texts.discard });
    button.type = 'button';
    button.dataset['discard'] = call.clientKey;
    return make('div', {}, make('p', { text: `${texts.refused} ${reason}` }), make('p', { text: [call.question, call.note].filter(Boolean).join(' – ') }), button);
  }));
}

function factsOf(answer: DeskAnswer, texts: DeskTexts): HTMLElement {
  const facts: [string, string][] = [[texts.papers, answer.papers.join('; ')], [texts.fee, answer.fee ?? ''], [texts.place, answer.place ?? ''], [texts.time, answer.timeLimit ?? ''], [texts.basis, basisWithPeriods(answer, texts.period)]];
  return make('dl', { className: 'desk-facts' }, ...facts.filter(([, value]) => value).map(([name, value]) => make('div', {}, make('dt', { text: name }), make('dd', { text: value }))));
}
