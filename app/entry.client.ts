/** The one script of the product: brings to life whatever islands the page carries. Pages work without it. */
interface Island {
  mount(element: HTMLElement): void;
}

/** One line per island. */
const islands: Record<string, () => Promise<Island>> = {
  'check-in-board': () => import('./learning/islands/check-in-board.ts'),
  desk: () => import('./faq/islands/desk.ts'),
  exam: () => import('./learning/islands/exam.ts'),
  lesson: () => import('./learning/islands/lesson.ts'),
  preview: () => import('./learning/islands/preview.ts'),
  push: () => import('./messaging/islands/push.ts'),
  draft: () => import('./faq/islands/draft.ts'),
  suggest: () => import('./faq/islands/suggest.ts'),
  copy: () => import('./faq/islands/copy.ts'),
  'import-progress': () => import('./people/islands/import-progress.ts'),
  print: () => import('./ui/islands/print.ts'),
  refresh: () => import('./campaigns/islands/refresh.ts'),
  countdown: () => import('./contest/islands/countdown.ts'),
  led: () => import('./campaigns/islands/led.ts'),
  'mail-frame': () => import('./campaigns/islands/mail-frame.ts'),
  speech: () => import('./campaigns/islands/speech.ts'),
  'day-pick': () => import('./ui/islands/day-pick.ts'),
  autosave: () => import('./ui/islands/autosave.ts'),
  'entry-upload': () => import('./contest/islands/entry-upload.ts'),
  'live-preview': () => import('./campaigns/islands/live-preview.ts'),
};

function mountIslands(room: ParentNode): void {
  for (const element of room.querySelectorAll<HTMLElement>('[data-island]')) {
    void islands[element.dataset['island'] ?? '']?.().then((island) => {
      island.mount(element);
      element.dataset['mounted'] = '';
    });
  }
}
mountIslands(document);
/** An island that put new markup into the page says so. */
document.addEventListener('islands', (event) => mountIslands((event as CustomEvent<ParentNode>).detail));

/** Menus open without a script; with one they also close on Escape and when a click or the focus goes elsewhere, so that they cover nothing. */
function closeMenus(except?: Node): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]')) if (!except || !menu.contains(except)) menu.open = false;
}
for (const kind of ['click', 'focusin']) document.addEventListener(kind, (event) => closeMenus(event.target as Node));
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const menu = document.activeElement?.closest<HTMLDetailsElement>('details[data-menu][open]');
  closeMenus();
  menu?.querySelector('summary')?.focus();
});

/** Brings out the button that shows a password; pressed again it hides it. */
for (const box of document.querySelectorAll<HTMLElement>('[data-reveal]')) {
  const input = box.querySelector('input');
  const button = box.querySelector('button');
  if (!input || !button) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    const isShown = input.type === 'text';
    input.type = isShown ? 'password' : 'text';
    button.setAttribute('aria-pressed', String(!isShown));
  });
}

export {};
