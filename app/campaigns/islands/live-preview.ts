import { fill, isTouched, keptText, waiting } from '../../ui/islands/kept-form.ts';

const pause = 500;

/**
 * Shows what is being typed before it is saved: the server draws the preview from the form as it stands, with the same markup as for stored words. What was
 * typed also survives a reload of the page, until it is sent.
 */
export function mount(form: HTMLElement): void {
  const target = document.getElementById(form.dataset['target'] ?? '');
  if (!(form instanceof HTMLFormElement) || !target) return;
  const kept = keeper(form);
  let timer: number | undefined;
  let asked = 0;
  const look = async () => {
    const turn = (asked += 1);
    const answer = await fetch(form.dataset['preview'] ?? '', { method: 'POST', body: bodyOf(form), headers: { accept: 'text/html' } }).catch(() => null);
    if (!answer || answer.redirected || (!answer.ok && answer.status !== 422)) return;
    const markup = await answer.text().catch(() => null);
    // What was typed meanwhile has been asked for already.
    if (markup !== null && turn === asked) show(form, target, markup);
  };
  const later = () => {
    kept.keep();
    clearTimeout(timer);
    timer = window.setTimeout(() => void look(), pause);
  };
  form.addEventListener('input', later);
  const isEarly = isTouched(form);
  if (kept.restore()) {
    document.getElementById(form.dataset['restored'] ?? '')?.removeAttribute('hidden');
    void look();
  }
  // On a slow line somebody writes before this script is there; nobody would keep or show that until the next key.
  if (isEarly) later();
}

/** Text fields only: what is chosen as a file is not needed for a look. */
function bodyOf(form: HTMLFormElement): URLSearchParams {
  return new URLSearchParams([...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

function show(form: HTMLFormElement, target: HTMLElement, markup: string): void {
  const open = new Map([...target.querySelectorAll<HTMLDetailsElement>('details[id]')].map(({ id, open: isOpen }) => [id, isOpen]));
  target.innerHTML = markup;
  for (const details of target.querySelectorAll<HTMLDetailsElement>('details[id]')) details.open = open.get(details.id) ?? details.open;
  // A sandboxed frame has a policy of its own and takes its page by address only: the form is sent into it.
  for (const frame of target.querySelectorAll<HTMLIFrameElement>('iframe[data-post]')) sendInto(frame, form);
  document.dispatchEvent(new CustomEvent('islands', { detail: target }));
}

function sendInto(frame: HTMLIFrameElement, form: HTMLFormElement): void {
  const copy = Object.assign(document.createElement('form'), { method: 'post', action: frame.dataset['post'] ?? '', target: frame.name, hidden: true });
  for (const [name, value] of bodyOf(form)) copy.append(Object.assign(document.createElement('textarea'), { name, value }));
  document.body.append(copy);
  copy.submit();
  copy.remove();
}

/**
 * Keeps what was typed for this tab, as long as nobody has saved another version meanwhile. Sending does not forget it: what has arrived comes back under
 * another revision, and what has not arrived, because the server was away, is still there.
 */
function keeper(form: HTMLFormElement) {
  const kept = keptText(`draft:${location.pathname}`);
  const revision = String(new FormData(form).get('revision'));
  const before = bodyOf(form).toString();
  return {
    keep: () => kept.write(JSON.stringify({ revision, fields: bodyOf(form).toString() })),
    restore(): boolean {
      const fields = waiting(kept.read(), revision, before);
      if (fields === null) {
        kept.forget();
        return false;
      }
      fill(form, new URLSearchParams(fields));
      return true;
    },
  };
}
