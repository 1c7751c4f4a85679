import { page } from '../people/route.server.ts';
import { AppError } from '../platform/errors.ts';
import { platformMessages } from '../platform/messages.ts';

/** Any address that no feature knows. */
const refuse = () => {
  throw new AppError('not-found', platformMessages.both('error.not-found'));
};
export const loader = page({ guard: 'public' }, refuse);
export const action = page({ guard: 'public' }, refuse);

export default function NotFound() {
  return null;
}
