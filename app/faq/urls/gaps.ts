import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Questions that nobody could answer, what is decided about one, and the figures of the call centre. Files are relative to `app/`. */
export const gapUrls: RouteConfigEntry[] = [route('answers/gaps', 'faq/routes/gaps.tsx'), route('answers/gaps/decision', 'faq/routes/gap-decision.tsx'), route('answers/figures', 'faq/routes/figures.tsx'), route('answers/figures/sheet', 'faq/routes/figures-sheet.ts')];
