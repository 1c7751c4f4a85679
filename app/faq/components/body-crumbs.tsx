import { useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb } from '../../ui/index.ts';
import { bodyMessages } from '../messages/bodies.ts';
import { ticketMessages } from '../messages/tickets.ts';

/** The way back from a page of a body. */
export function BodyCrumbs({ body, here }: { body?: { key: string; name: string }; here?: string }) {
  const t = useText(ticketMessages);
  const b = useText(bodyMessages);
  const own = body ? [{ label: body.name, ...(here ? { href: `/tickets/bodies/${body.key}` } : {}) }] : [];
  return <Breadcrumb label={t('crumbs')} items={[{ label: t('tickets.title'), href: '/tickets' }, { label: b('title'), href: '/tickets/bodies' }, ...own, ...(here ? [{ label: here }] : [])]} />;
}
