import { useActionData } from '@remix-run/react';
import type { FormFaults } from '../../platform/http/forms.server.ts';
import { useLocale, useText } from '../../platform/i18n/react.tsx';
import { ErrorSummary } from '../../ui/index.ts';
import { accountMessages } from '../messages/account.ts';

/** What the last sending of this page's form was refused for, in the reader's language. */
export function useFaults() {
  const refused = useActionData() as FormFaults | undefined;
  const locale = useLocale();
  const faults = refused?.ok === false ? refused.faults : {};
  return {
    say: (field: string) => faults[field]?.[locale],
    /** What was typed, or what is stored when nothing was sent yet. */
    value: (field: string, stored?: string | null) => (refused?.ok === false ? (refused.values[field] ?? '') : (stored ?? '')),
    list: Object.entries(faults).map(([field, fault]) => ({ href: `#${field}`, message: fault[locale] })),
  };
}

/** All faults of the page's form above it, each a link to its field. */
export function Faults() {
  const { list } = useFaults();
  const t = useText(accountMessages);
  return <ErrorSummary title={t('faults.title')} errors={list} />;
}
