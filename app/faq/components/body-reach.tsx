import type { ReactNode } from 'react';
import { PhoneLink } from './phone-link.tsx';

interface Reach {
  phone: string | null;
  address?: string | null;
  hours: string | null;
}

/** How a body is reached, a line each; only what is known. */
export function BodyLines({ phone, address = null, hours }: Reach) {
  return <>{phone ? <span className="block"><PhoneLink phone={phone} /></span> : null}{[address, hours].filter((line) => line !== null && line !== '').map((line) => <span key={line} lang="vi" className="block muted">{line}</span>)}</>;
}

/** A body with how it is reached. */
export function BodyReach({ name, ...reach }: Reach & { name: ReactNode }) {
  return <>{name}<BodyLines {...reach} /></>;
}
