import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** What is handed on: the list, a new ticket behind the question what it is, a ticket step by step, its slip, and the bodies to which tickets go. Files are relative to `app/`. */
export const ticketUrls: RouteConfigEntry[] = [
  route('tickets', 'faq/routes/tickets.tsx'),
  route('tickets/new', 'faq/routes/ticket-new.tsx'),
  route('tickets/crime-report', 'faq/routes/crime-report.tsx'),
  route('tickets/bodies', 'faq/routes/bodies.tsx'),
  route('tickets/bodies/new', 'faq/routes/body-new.tsx'),
  route('tickets/bodies/:key', 'faq/routes/body.tsx'),
  route('tickets/bodies/:key/closing', 'faq/routes/body-closing.tsx'),
  route('tickets/bodies/:key/reopening', 'faq/routes/body-reopening.ts'),
  route('tickets/bodies/:key/tickets', 'faq/routes/body-tickets.tsx'),
  route('tickets/:id', 'faq/routes/ticket.tsx'),
  route('tickets/:id/citizen', 'faq/routes/ticket-citizen.tsx'),
  route('tickets/:id/reply', 'faq/routes/ticket-reply.tsx'),
  route('tickets/:id/reply/sending', 'faq/routes/ticket-reply-sending.tsx'),
  route('tickets/:id/reply/slip', 'faq/routes/ticket-reply-slip.ts'),
  route('tickets/:id/slip', 'faq/routes/ticket-slip.ts'),
  route('tickets/:id/steps/:deed', 'faq/routes/ticket-step.tsx'),
];
