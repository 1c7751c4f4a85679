import { fieldOfFault, wrapFault, type CallSnapshot, type WrapCode } from '../rules/call.ts';
import { deskIndex, type DeskAnswer, type DeskCopy, type DeskIndex } from '../rules/desk-index.ts';
import { refresh, verified } from './desk-copy.ts';
import { drawAnswer, drawHits, drawRefused, make, type DeskTexts } from './desk-draw.ts';
import { choose, fieldOf, find, keyOf, move, openPane, provinceTime, said, say, tell } from './desk-fields.ts';
import { flush } from './desk-sync.ts';
import { openStore, type Copy, type DeskStore } from './desk-store.ts';

interface Desk {
  root: HTMLElement;
  texts: DeskTexts;
  owner: string;
  publicKey: string;
  store: DeskStore;
  answers: Map<string, DeskAnswer>;
  index: DeskIndex | null;
  copy: Copy | undefined;
  open: string;
  call: CallSnapshot | null;
  hasNumber: boolean;
  isAway: boolean;
  looks: number;
  sending: ReturnType<typeof setTimeout> | undefined;
}
const restMilliseconds = 1_500;
const pollMilliseconds = 4_000;
const looksPerRefresh = 15;

/** Brings the desk to life: looks up in its own signed copy, keeps notes in the browser until they have arrived, and takes keys. */
export function mount(root: HTMLElement): void {
  void openStore().then((store) => start(root, store));
}

async function start(root: HTMLElement, store: DeskStore): Promise<void> {
  const { texts = '{}', owner = '', publicKey = '', call = 'null', open = '', hasNumber = '' } = root.dataset;
  const desk: Desk = { root, texts: JSON.parse(texts) as DeskTexts, owner, publicKey, store, answers: new Map(), index: null, copy: undefined, open, call: JSON.parse(call) as CallSnapshot | null, hasNumber: hasNumber === '1', isAway: false, looks: 0, sending: undefined };
  await takeUp(desk);
  listen(desk);
  const kept = await store.copy();
  const known = await verified(kept, publicKey);
  // A copy that nobody can believe must not keep the server from sending a whole one.
  if (known) desk.copy = kept;
  await learn(desk, known);
  await send(desk);
  await look(desk);
}

/** What an earlier page could not send: the open call goes on with its words, the rest is sent by itself. */
async function takeUp(desk: Desk): Promise<void> {
  const kept = await desk.store.calls(desk.owner);
  const same = kept.find(({ call }) => (desk.call ? call.clientKey === desk.call.clientKey : call.wrap === null))?.call;
  if (!same || same.wrap !== null || (desk.call && same.revision <= desk.call.revision)) return;
  if (!desk.call) openPane();
  desk.call = { ...same, reads: [...(desk.call?.reads ?? []), ...same.reads.filter((read) => !desk.call?.reads.some((one) => one.at === read.at && one.versionId === read.versionId))] };
  for (const name of ['question', 'note', 'number', 'name', 'commune'] as const) {
    const field = fieldOf(name);
    if (field) field.value = same[name];
  }
}

const rest = () => new Promise<void>((resolve) => void setTimeout(resolve, 0));

/** Takes up what a copy says. Until the first is taken up, the server searches. */
async function learn(desk: Desk, known: DeskCopy | null): Promise<void> {
  if (!known) return;
  // What is no longer shown is gone from the desk before anything else.
  desk.answers = new Map(known.answers.map((answer) => [answer.slug, answer]));
  const index = desk.index ?? deskIndex();
  await index.take(known, rest);
  desk.index = index;
  desk.root.dataset['copy'] = 'ready';
}

function listen(desk: Desk): void {
  find('#desk-q')?.addEventListener('input', () => search(desk));
  document.addEventListener('keydown', (event) => press(desk, event));
  document.addEventListener('click', (event) => {
    const target = event.target as Element;
    const discarded = target.closest<HTMLElement>('[data-discard]')?.dataset['discard'];
    if (discarded) return void desk.store.discard(discarded).then(() => send(desk));
    const slug = target.closest<HTMLElement>('[data-slug]')?.dataset['slug'];
    if (slug) show(desk, slug);
    else if (target.closest('button[data-key=F4]')) { event.preventDefault(); read(desk); }
  });
  find('#desk-pane')?.addEventListener('input', () => note(desk));
  find('#desk-call')?.addEventListener('submit', (event) => submit(desk, event as SubmitEvent));
  for (const name of ['online', 'focus']) window.addEventListener(name, () => void send(desk));
  // At the end of the shift nothing stays but what has not arrived.
  find('form[action="/sign-out"]')?.addEventListener('submit', () => void desk.store.forgetCopy());
}

function search(desk: Desk): void {
  const q = find<HTMLInputElement>('#desk-q')?.value ?? '';
  const list = find('#desk-hits');
  const count = find('#desk-count');
  if (!desk.index || !list || !count) return;
  const hits = desk.index.search(q).flatMap(({ slug }) => desk.answers.get(slug) ?? []);
  drawHits(list, hits, desk.open, desk.texts);
  // What the server read the earlier question as says nothing about this one.
  if (q !== find<HTMLInputElement>('#desk-q')?.defaultValue) find('#desk-read')?.remove();
  count.textContent = q.trim() === '' ? desk.texts.typing : hits.length === 0 ? desk.texts.noHits : desk.texts.hits.replace('{count}', String(hits.length));
}

function show(desk: Desk, slug: string): void {
  const answer = desk.answers.get(slug);
  const pane = find('#desk-answer');
  if (!answer || !pane) return;
  desk.open = slug;
  drawAnswer(pane, answer, desk.texts);
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
  const now = new Date();
  desk.call = { clientKey: crypto.randomUUID(), revision: now.getTime(), channel: 'PHONE', source: desk.isAway ? 'OFFLINE' : 'ONLINE', startedAt: now.toISOString(), endedAt: null, number: '', name: '', commune: '', question: '', note: '', reads: [], wrap: null, callbackAt: null, handTo: null, handBody: null };
  desk.hasNumber = false;
  openPane();
  void keep(desk);
  say(desk.texts.offlineCall, 'warn');
  find<HTMLElement>('#desk-q')?.focus();
}

function read(desk: Desk): void {
  const answer = desk.answers.get(desk.open);
  const version = find<HTMLElement>('#desk-answer [data-version]')?.dataset['version'];
  if (!desk.call) return say(desk.texts.noCall, 'warn');
  if (!version) return;
  const at = new Date();
  desk.call.reads.push({ versionId: version, at: at.toISOString() });
  const list = find('#desk-reads');
  list?.querySelector('.muted')?.remove();
  list?.append(make('li', { text: `${answer?.question ?? find('#desk-answer-title')?.textContent ?? ''} · ${desk.texts.version.replace('{number}', String(answer?.number ?? ''))} · ${provinceTime(at)}` }));
  void note(desk);
}

/** Takes what stands in the fields into the call and keeps it at once; it is sent a moment later. */
async function note(desk: Desk): Promise<void> {
  if (!desk.call) return;
  Object.assign(desk.call, said(), { revision: Math.max(Date.now(), desk.call.revision + 1) });
  await keep(desk);
  clearTimeout(desk.sending);
  desk.sending = setTimeout(() => void send(desk), restMilliseconds);
}

async function keep(desk: Desk): Promise<void> {
  if (desk.call) await desk.store.keep({ owner: desk.owner, call: structuredClone({ ...desk.call, source: desk.isAway ? 'OFFLINE' : desk.call.source }) });
}

async function submit(desk: Desk, event: SubmitEvent): Promise<void> {
  const button = event.submitter as HTMLButtonElement | null;
  const deed = button?.name === 'deed' ? button.value : '';
  const isOurs = deed === 'wrap' || deed === 'not-found' || (deed === 'save' && (desk.index !== null || desk.isAway));
  if (!desk.call || !isOurs) return;
  event.preventDefault();
  if (deed === 'save') await note(desk).then(() => send(desk));
  else await wrapUp(desk, deed === 'not-found' ? 'NOT_FOUND' : null);
}

async function wrapUp(desk: Desk, code: WrapCode | null): Promise<void> {
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
  clearTimeout(desk.sending);
  const open = { ...desk.call };
  Object.assign(desk.call, { wrap, endedAt: desk.call.endedAt ?? new Date().toISOString(), revision: Math.max(Date.now(), desk.call.revision + 1) });
  await keep(desk);
  const state = await send(desk);
  if ((await desk.store.calls(desk.owner)).some((kept) => kept.call.clientKey === open.clientKey && kept.refused !== undefined)) return void (desk.call = { ...open, wrap: null });
  desk.call = null;
  if (state === 'saved') location.assign('/desk?done=wrapped');
  else closePane(desk);
}

function closePane(desk: Desk): void {
  const again = make('button', { className: 'btn btn-primary' }, `${desk.texts.start} `, make('kbd', { text: 'F2' }));
  again.type = 'button';
  again.addEventListener('click', () => begin(desk));
  find('#desk-pane')?.replaceChildren(make('p', { text: desk.texts.keptHere }), again);
}

/** Sends what waits, and shows whether the server can be reached. */
async function send(desk: Desk): Promise<string> {
  const { state, refused } = await flush(desk.store, desk.owner, document.documentElement.lang === 'en' ? 'en' : 'vi');
  desk.isAway = state === 'away' || state === 'signed-out';
  desk.root.dataset['state'] = state;
  const place = find<HTMLElement>('#desk-refused');
  if (place) drawRefused(place, refused, desk.texts);
  if (state === 'away') say(desk.texts.away, 'warn');
  else if (state === 'signed-out') say(desk.texts.signedOut, 'danger');
  else say(desk.call ? desk.texts.saved : desk.texts.online, 'ok');
  return state;
}

/** Every few seconds: is the server there, does a call come in, is the answer that is being read still shown. */
async function look(desk: Desk): Promise<void> {
  const version = find<HTMLElement>('#desk-answer [data-version]')?.dataset['version'] ?? '';
  const response = await fetch(`/desk/state?${new URLSearchParams({ version })}`, { headers: { accept: 'application/json' } }).catch(() => null);
  if (response?.ok) {
    const state = (await response.json()) as { inHand: string | null; isShown: boolean; ringing: string[] };
    if (desk.isAway || (await desk.store.calls(desk.owner)).length > 0) await send(desk);
    if (state.inHand && !desk.call && !desk.isAway) return location.reload();
    tell('desk-gone', state.isShown ? '' : desk.texts.gone);
    tell('desk-ringing', state.ringing.map((mask) => desk.texts.ringing.replace('{number}', mask || desk.texts.noNumber)).join(' '));
    const isDue = (desk.looks = (desk.looks + 1) % looksPerRefresh) === 1 || !state.isShown;
    const news = !isDue ? null : await refresh(desk.store, desk.publicKey, desk.copy).catch(() => null);
    if (news) { desk.copy = news.copy; await learn(desk, news.known); search(desk); }
  } else if (!desk.isAway) await send(desk);
  setTimeout(() => void look(desk), pollMilliseconds);
}
