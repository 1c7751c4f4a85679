import type { Send } from './lesson-drills.ts';

/**
 * Situations in a lesson: a choice opens what follows at once, since every scene stands in the page already, and is sent behind it. What could
 * not be sent stays in a field of the form that ends the lesson, like every other answer.
 */
export function keepScenarios(root: HTMLElement, send: Send): void {
  addEventListener('submit', (event) => {
    const button = event.submitter;
    const scenario = button?.closest<HTMLElement>('[data-scenario]');
    if (!(button instanceof HTMLButtonElement) || !scenario || !root.contains(scenario)) return;
    event.preventDefault();
    open(button);
    void keep(scenario, button.value, send);
  });
}

/** Shows the scene that a choice leads to in place of its neighbour and of all that had followed from it. */
function open(button: HTMLButtonElement): void {
  for (const choice of button.parentElement?.querySelectorAll<HTMLButtonElement>('[data-scene]') ?? []) {
    const scene = document.getElementById(choice.dataset['scene'] ?? '');
    if (!scene) continue;
    const isChosen = choice === button;
    if (isChosen && scene.classList.contains('closed')) close(scene);
    press(choice, isChosen);
    scene.classList.toggle('closed', !isChosen);
    if (isChosen) scene.focus();
  }
}

function close(scene: HTMLElement): void {
  for (const choice of scene.querySelectorAll<HTMLElement>('[data-scene]')) press(choice, false);
  for (const later of scene.querySelectorAll('.scene')) later.classList.add('closed');
}

function press(choice: HTMLElement, isPressed: boolean): void {
  choice.setAttribute('aria-pressed', String(isPressed));
  choice.querySelector('use')?.setAttribute('href', `/icons.svg#${isPressed ? 'circle-check' : 'chevron-right'}`);
}

async function keep(scenario: HTMLElement, value: string, send: Send): Promise<void> {
  const field = scenario.querySelector<HTMLInputElement>('input[type="hidden"]');
  if (!field) return;
  field.value = value;
  field.disabled = false;
  const response = await send(new URLSearchParams({ [field.name]: value })).catch(() => null);
  // The sign-in page answers, too, when the session is over.
  const answer = response?.ok ? ((await response.json().catch(() => null)) as { unanswered?: string[] } | null) : null;
  if (answer?.unanswered && field.value === value) field.disabled = true;
}
