import { useText } from '../../platform/i18n/react.tsx';
import { Button, TextInput } from '../../ui/index.ts';
import { certificateMessages } from '../messages/certificates.ts';
import type { ReadCode } from '../rules/certificate.ts';

export type CodeFault = Extract<ReadCode, { ok: false }>['fault'];

/** Asks for a verification code. A plain GET form, so that a result can be bookmarked. */
export function VerifyForm({ typed = '', fault }: { typed?: string; fault?: CodeFault | null }) {
  const t = useText(certificateMessages);
  return (
    <form method="get" action="/verify" className="form no-print">
      <TextInput
        name="code"
        label={t('verify.code')}
        hint={t('verify.code-hint')}
        error={fault ? t(`verify.fault.${fault}`) : undefined}
        defaultValue={typed}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={300}
        required
      />
      <Button icon="search" wide>{t('verify.submit')}</Button>
    </form>
  );
}
