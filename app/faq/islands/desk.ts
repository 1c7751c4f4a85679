import { fieldKeys, fieldOfFault, wrapFault, type CallSnapshot, type WrapCode } from '../rules/call.ts';
import { refresh, verified } from './desk-copy.ts';
import { clockAhead, ended, newCall, takenUp } from './desk-call.ts';
import { hintCommune, tellFormer } from './desk-communes.ts';
import { drawHits, make, type DeskTexts } from './desk-draw.ts';
import { choose, fieldOf, find, keyOf, move, openPane, provinceTime, putBack, said, say, tell } from './desk-fields.ts';
import { drawOpen, heldAnswer, keepToClock, learn, tellAge, todayOf } from './desk-hold.ts';
import { withMemory, type SafeStore } from './desk-memory.ts';
import { askServer } from './desk-sync.ts';
import { keep, note, reach, send } from './desk-send.ts';
import { nowOf, type Desk } from './desk-state.ts';
import { hearTabs, openTabs } from './desk-tabs.ts';
import { openStore } from './desk-store.ts';

const pollMilliseconds = 4_000;
const looksPerRefresh = 15;

/** Brings the desk to life: looks up in its own signed copy, keeps notes in the browser until they have arrived, and takes keys. */
export function mount(root: HTMLElement): void {
  // A browser that keeps nothing gets the desk as plain forms.
  void openStore().then((store) => start(root, withMemory(store)), () => undefined);
}

async function start(root: HTMLElement, store: SafeStore): Promise<void> {
  const { texts = '{}', owner = '', publicKey = '', call = 'null', open = '', hasNumber = '', now = '' } = root.dataset;
  const desk: Desk = { root, texts: JSON.parse(texts) as DeskTexts, owner, publicKey, store, known: null, answers: new Map(), index: null, copy: undefined, open, call: JSON.parse(call) as CallSnapshot | null, hasNumber: hasNumber === '1', isAway: false, looks: 0, drawnOn: '', ahead: clockAhead(now, Date.now()) ?? 0, isEnding: false, isAsking: false, passing: null, sending: undefined, tabs: openTabs() };
  desk.drawnOn = todayOf(desk);
  // The server has just sent this page: what waits goes to it first, and it says what is in hand. Only without it an open call goes on here.
  const arrived = desk.call ? null : await send(desk);
  if (arrived !== 'saved') await takeUp(desk);
  listen(desk);
  hearTabs(desk, () => leave(desk, '/desk'));
  const kept = await store.copy();
  const known = await verified(kept, publicKey);
  // A copy that nobody can believe must not keep the server from sending a whole one.
  if (known) desk.copy = kept;
  await learn(desk, known);
  if (desk.call) await send(desk);
  await look(desk);
}

/** What an earlier page could not send: the open call goes on with its words, the rest is sent by itself. */
async function takeUp(desk: Desk): Promise<void> {
  const call = takenUp(desk.call, await desk.store.calls(desk.owner));
  if (!call) return;
  if (!desk.call) openPane();
  desk.call = call;
  putBack(call);
}

function listen(desk: Desk): void {
  find('#desk-q')?.addEventListener('input', () => search(desk));
  document.addEventListener('keydown', (event) => press(desk, event));
  document.addEventListener('click', (event) => {
    const target = event.target as Element;
    const discarded = target.closest<HTMLElement>('[data-discard]')?.dataset['discard'];
    if (discarded) return void desk.store.discard(discarded).then(() => send(desk));
    const slug = target.closest<HTMLElement>('[data-slug]')?.dataset['slug'];
    if (slug && desk.answers.has(slug)) { event.preventDefault(); show(desk, slug); }
    else if (target.closest('button[data-key=F4]')) { event.preventDefault(); read(desk); }
  });
  find('#desk-pane')?.addEventListener('input', ({ target }) => {
    if (target === fieldOf('commune')) hintCommune(desk);
    void note(desk);
  });
  desk.root.addEventListener('submit', (event) => void submit(desk, event as SubmitEvent));
  for (const name of ['online', 'focus']) window.addEventListener(name, () => void send(desk));
  // At the end of the shift nothing stays but what has not arrived.
  find('form[action="/sign-out"]')?.addEventListener('submit', () => void desk.store.forgetCopy());
}

function search(desk: Desk): void {
  const q = find<HTMLInputElement>('#desk-q')?.value ?? '';
  const list = find('#desk-hits');
  const count = find('#desk-count');
  if (!desk.index || !list || !count) return;
  const hits = desk.index.search(q).flatMap(({ slug }) => heldAnswer(desk, slug) ?? []);
  drawHits(list, hits, desk.open, desk.texts);
  tellFormer(desk, q);
  // What the server read the earlier question as says nothing about this one.
  if (q !== find<HTMLInputElement>('#desk-q')?.defaultValue) find('#desk-read')?.remove();
  count.textContent = q.trim() === '' ? desk.texts.typing : hits.length === 0 ? desk.texts.noHits : desk.texts.hits.replace('{count}', String(hits.length));
}

function show(desk: Desk, slug: string): void {
  const answer = heldAnswer(desk, slug);
  const pane = find('#desk-answer');
  if (!answer || !pane) return;
  desk.open = slug;
  drawOpen(desk, pane, answer);
  search(desk);
  const q = find<HTMLInputElement>('#desk-q')?.value ?? '';
  const address = `/desk?${new URLSearchParams({ q, open: slug })}`;
  history.replaceState(null, '', address);
  find('#desk-call')?.setAttribute('action', address);
  find<HTMLElement>('#desk-answer-title')?.focus();
}

function press(desk: Desk, event: KeyboardEvent): void {
  const key = keyOf(event);
  const active = document.activeElement as HTMLElement | null;
  const deeds: Record<string, () => void> = {
    F2: () => begin(desk), F3: () => find<HTMLInputElement>('#desk-q')?.select(), F4: () => read(desk), F6: () => wrapUp(desk, null), F7: () => choose('CALL_BACK', 'callbackAt'), F8: () => choose('TRANSFERRED', 'handTo'), F9: () => wrapUp(desk, 'NOT_FOUND'),
    ...Object.fromEntries(fieldKeys.map(({ key: of, field }) => [of, () => (desk.call ? fieldOf(field)?.focus() : say(desk.texts.noCall, 'warn'))])),
    ...(active?.id === 'desk-q' || active?.dataset['slug'] ? { ArrowDown: () => move(1), ArrowUp: () => move(-1) } : {}),
    ...(active?.id === 'desk-q' && desk.index ? { Enter: () => find<HTMLElement>('#desk-hits [data-slug]')?.click() } : {}),
  };
  const deed = deeds[key];
  if (!deed || event.isComposing) return;
  event.preventDefault();
  deed();
}

/** A new call: the server opens it when it can be reached, else it begins here. */
function begin(desk: Desk): void {
  if (desk.call) return say(desk.texts.inHand, 'warn');
  const startKey = find<HTMLButtonElement>('#desk-pane [data-key=F2]');
  if (!desk.isAway && startKey) return startKey.click();
  desk.call = newCall(crypto.randomUUID(), nowOf(desk), desk.isAway);
  desk.hasNumber = false;
  openPane();
  void keep(desk);
  say(desk.texts.offlineCall, 'warn');
  find<HTMLElement>('#desk-q')?.focus();
}

function read(desk: Desk): void {
  // A key pressed in the second after midnight comes before the next look.
  keepToClock(desk);
  const answer = desk.answers.get(desk.open);
  const version = find<HTMLElement>('#desk-answer [data-version]')?.dataset['version'];
  if (!desk.call) return say(desk.texts.noCall, 'warn');
  if (!version) return;
  const at = nowOf(desk);
  desk.call.reads.push({ versionId: version, at: at.toISOString() });
  const list = find('#desk-reads');
  list?.querySelector('.muted')?.remove();
  list?.append(make('li', { text: `${answer?.question ?? find('#desk-answer-title')?.textContent ?? ''} · ${desk.texts.version.replace('{number}', String(answer?.number ?? ''))} · ${provinceTime(at)}` }));
  void note(desk);
}

async function submit(desk: Desk, event: SubmitEvent): Promise<void> {
  const button = event.submitter as HTMLButtonElement | null;
  const form = event.target as HTMLFormElement;
  const deed = button?.name === 'deed' ? button.value : '';
  if (desk.passing === form) return void (desk.passing = null);
  event.preventDefault();
  const isOurs = form.id === 'desk-call' && (deed === 'wrap' || deed === 'not-found' || (deed === 'save' && (desk.index !== null || desk.isAway)));
  if (!desk.call || !isOurs) return pass(desk, form, button);
  if (deed === 'save') await note(desk).then(() => send(desk));
  else await wrapUp(desk, deed === 'not-found' ? 'NOT_FOUND' : null);
}

/** Lets a form go to the server, if that is there: otherwise the browser would leave the desk for a page that says so, and with it the copy that is being searched. */
async function pass(desk: Desk, form: HTMLFormElement, button: HTMLButtonElement | null): Promise<void> {
  if (desk.isAsking) return;
  desk.isAsking = true;
  const { is } = await askServer('').finally(() => (desk.isAsking = false));
  if (is === 'here') {
    desk.passing = form;
    return form.requestSubmit(button);
  }
  reach(desk, is);
  if (button?.dataset['key'] === 'F2') begin(desk);
  else say(desk.texts.needsServer, 'warn');
}

async function wrapUp(desk: Desk, code: WrapCode | null): Promise<void> {
  if (desk.isEnding) return;
  if (!desk.call) return say(desk.texts.noCall, 'warn');
  const wrap = code ?? ((fieldOf('wrap')?.value || null) as WrapCode | null);
  if (!wrap) return void fieldOf('wrap')?.focus();
  const q = find<HTMLInputElement>('#desk-q')?.value ?? '';
  const typed = fieldOf('number')?.value.trim() ?? '';
  Object.assign(desk.call, said());
  if (wrap === 'NOT_FOUND' && desk.call.question === '') desk.call.question = q;
  const fault = typed !== '' && desk.call.number === '' ? 'number' : wrapFault({ ...desk.call, wrap }, desk.hasNumber || desk.call.number !== '');
  if (fault) {
    fieldOf(fieldOfFault(fault))?.focus();
    return say(desk.texts[fault], 'danger');
  }
  desk.isEnding = true;
  await end(desk, desk.call, wrap).finally(() => (desk.isEnding = false));
}

/** Ends a call: it is kept, sent, and gone from the desk unless the server refuses it. */
async function end(desk: Desk, open: CallSnapshot, wrap: WrapCode): Promise<void> {
  clearTimeout(desk.sending);
  desk.call = ended(open, wrap, nowOf(desk));
  await keep(desk);
  await send(desk);
  if ((await desk.store.calls(desk.owner)).some((kept) => kept.call.clientKey === open.clientKey && kept.refused !== undefined)) return void (desk.call = { ...open, wrap: null });
  desk.call = null;
  leave(desk, '/desk?done=wrapped');
}

/** The desk without a call: a new page from the server, or the same one when that is away. */
function leave(desk: Desk, address: string): void {
  if (desk.isAway) closePane(desk);
  else location.assign(address);
}

function closePane(desk: Desk): void {
  const again = make('button', { className: 'btn btn-primary' }, `${desk.texts.start} `, make('kbd', { text: 'F2' }));
  again.type = 'button';
  again.addEventListener('click', () => begin(desk));
  find('#desk-pane')?.replaceChildren(make('div', { className: 'stack' }, make('p', { text: desk.texts.keptHere }), make('div', {}, again)));
}

/** Every few seconds: is the server there, does a call come in, is the answer that is being read still shown. */
async function look(desk: Desk): Promise<void> {
  await lookOnce(desk).catch(() => undefined);
  if (keepToClock(desk)) {
    await learn(desk, desk.known).then(() => search(desk));
    // What takes its place is asked for at the next look.
    desk.looks = 0;
  }
  tellAge(desk);
  setTimeout(() => void look(desk), pollMilliseconds);
}

async function lookOnce(desk: Desk): Promise<void> {
  const told = await askServer(find<HTMLElement>('#desk-answer [data-version]')?.dataset['version'] ?? '');
  const stands = told.is === 'here' ? 'saved' : told.is;
  // Only what has changed: a word about the call itself stays to be read.
  if (desk.root.dataset['state'] !== stands) reach(desk, stands);
  if (told.is !== 'here') return;
  const { state, date } = told;
  desk.ahead = clockAhead(date, Date.now()) ?? desk.ahead;
  // What is sent just now may end the call that the server has named.
  if ((await send(desk)) === 'nothing' && state.inHand && !desk.call) return location.reload();
  tell('desk-gone', state.isShown ? '' : desk.texts.gone);
  tell('desk-ringing', state.ringing.map((mask) => desk.texts.ringing.replace('{number}', mask || desk.texts.noNumber)).join(' '));
  const isDue = (desk.looks = (desk.looks + 1) % looksPerRefresh) === 1 || !state.isShown;
  const news = !isDue ? null : await refresh(desk.store, { publicKey: desk.publicKey, kept: desk.copy, now: nowOf(desk).toISOString() }).catch(() => null);
  if (news) desk.copy = news.copy;
  if (news?.known) await learn(desk, news.known).then(() => search(desk));
}
