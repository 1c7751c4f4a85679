import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** What is handed on: the list, a new ticket behind the question what it is, a ticket step by step, its slip. Files are relative to `app/`. */
export const ticketUrls: RouteConfigEntry[] = [
  route('tickets', 'faq/routes/tickets.tsx'),
  route('tickets/new', 'faq/routes/ticket-new.tsx'),
  route('tickets/crime-report', 'faq/routes/crime-report.tsx'),
  route('tickets/:id', 'faq/routes/ticket.tsx'),
  route('tickets/:id/citizen', 'faq/routes/ticket-citizen.tsx'),
  route('tickets/:id/slip', 'faq/routes/ticket-slip.ts'),
  route('tickets/:id/steps/:deed', 'faq/routes/ticket-step.tsx'),
];
