/** The one script of the product: brings to life whatever islands the page carries. Pages work without it. */
interface Island {
  mount(element: HTMLElement): void;
}

/** One line per island. */
const islands: Record<string, () => Promise<Island>> = {
  'import-progress': () => import('./people/islands/import-progress.ts'),
};

for (const element of document.querySelectorAll<HTMLElement>('[data-island]')) {
  void islands[element.dataset['island'] ?? '']?.().then((island) => island.mount(element));
}

export {};
