import { phoneShown } from '../rules/phone-shown.ts';

/** A telephone number to be dialled with one tap. */
export function PhoneLink({ phone }: { phone: string }) {
  const { text, href } = phoneShown(phone);
  return <a className="whitespace-nowrap" href={href}>{text}</a>;
}
