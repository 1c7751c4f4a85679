import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Questions that nobody could answer, and what is decided about one. Files are relative to `app/`. */
export const gapUrls: RouteConfigEntry[] = [route('answers/gaps', 'faq/routes/gaps.tsx'), route('answers/gaps/decision', 'faq/routes/gap-decision.tsx')];
