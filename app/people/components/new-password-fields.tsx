import { useText } from '../../platform/i18n/react.tsx';
import { PasswordInput } from '../../ui/index.ts';
import { accountMessages } from '../messages/account.ts';
import type { PasswordPolicy } from '../rules/password-rules.ts';
import { useFaults } from './faults.tsx';

/** A new password, typed twice, with the rules said before they are broken. */
export function NewPasswordFields({ policy }: { policy: PasswordPolicy }) {
  const t = useText(accountMessages);
  const { say } = useFaults();
  const hint = (
    <>
      {t('password.hint')}
      <ul className="bullets">
        <li>{t('password.hint-kinds', { min: policy.minLength })}</li>
        <li>{t('password.hint-phrase', { phrase: policy.passphraseLength })}</li>
      </ul>
    </>
  );
  return (
    <>
      <PasswordInput name="password" label={t('password.new')} hint={hint} error={say('password')} showLabel={t('password.show')} autoComplete="new-password" required />
      <PasswordInput name="again" label={t('password.again')} error={say('again')} showLabel={t('password.show')} autoComplete="new-password" required />
    </>
  );
}
