const everyMilliseconds = 4_000;

/** Follows figures that are moving: takes the page anew and puts its own part in place, until nothing moves any more. */
export function mount(element: HTMLElement): void {
  if (element.dataset['moving'] !== 'yes') return;
  const look = async () => {
    const answer = document.hidden ? null : await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
    if (answer?.redirected) return;
    // A server that dies in the middle of its answer is asked again like one that is away.
    const markup = answer?.ok ? await answer.text().catch(() => null) : null;
    const fresh = markup === null ? null : new DOMParser().parseFromString(markup, 'text/html').getElementById(element.id);
    if (fresh) {
      const open = new Set([...element.querySelectorAll('details')].flatMap((details, at) => (details.open ? [at] : [])));
      element.replaceChildren(...fresh.childNodes);
      element.querySelectorAll('details').forEach((details, at) => void (details.open = open.has(at)));
      if (fresh.dataset['moving'] !== 'yes') return;
    }
    setTimeout(() => void look(), everyMilliseconds);
  };
  setTimeout(() => void look(), everyMilliseconds);
}
