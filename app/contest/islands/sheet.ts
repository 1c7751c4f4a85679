const pause = 2_000;

/** Saves a score sheet while it is filled in: to the server after a pause, and to this tab at once, so that a lost line loses nothing. */
export function mount(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) return;
  const revision = form.querySelector<HTMLInputElement>('input[name="revision"]');
  if (!revision) return;
  const keep = keeper(form, () => revision.value);
  if (keep.restore()) document.getElementById(form.dataset['restored'] ?? '')?.removeAttribute('hidden');
  let timer: number | undefined;
  let isBusy = false;
  const save = async () => {
    if (isBusy) return later();
    isBusy = true;
    const saved = await send(form);
    isBusy = false;
    if (!saved) return;
    keep.forget();
    revision.value = String(saved.revision);
    keep.keep();
    const shown = document.getElementById(form.dataset['saved'] ?? '');
    if (shown) shown.textContent = saved.say;
  };
  const later = () => {
    keep.keep();
    clearTimeout(timer);
    timer = window.setTimeout(() => void save(), pause);
  };
  form.addEventListener('input', later);
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    keep.forget();
  });
}

/** What the server kept; null when it refused or could not be reached. The words stay in the form and in this tab. */
async function send(form: HTMLFormElement): Promise<{ revision: number; say: string } | null> {
  const body = fieldsOf(form);
  body.set('deed', 'save');
  const answer = await fetch(form.dataset['draft'] ?? '', { method: 'POST', body, headers: { accept: 'application/json' } }).catch(() => null);
  return answer?.ok ? ((await answer.json()) as { revision: number; say: string }) : null;
}

function fieldsOf(form: HTMLFormElement): URLSearchParams {
  return new URLSearchParams([...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

/** Words of another revision are somebody's later ones: they are not brought back over what was saved. */
function keeper(form: HTMLFormElement, revision: () => string) {
  const place = `sheet:${location.pathname}`;
  const forget = () => sessionStorage.removeItem(place);
  return {
    forget,
    keep: () => sessionStorage.setItem(place, JSON.stringify({ revision: revision(), fields: fieldsOf(form).toString() })),
    restore(): boolean {
      const text = sessionStorage.getItem(place);
      const kept = text ? (JSON.parse(text) as { revision: string; fields: string }) : null;
      if (!kept || kept.revision !== revision() || kept.fields === fieldsOf(form).toString()) {
        forget();
        return false;
      }
      fill(form, new URLSearchParams(kept.fields));
      return true;
    },
  };
}

function fill(form: HTMLFormElement, fields: URLSearchParams): void {
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement && control.type === 'radio') control.checked = fields.get(control.name) === control.value;
    else if ((control instanceof HTMLInputElement && control.type !== 'hidden') || control instanceof HTMLTextAreaElement) control.value = fields.get(control.name) ?? control.value;
  }
}
