import { Button } from './button.tsx';

/** Comes out only where a script can print; everybody else has the browser's own menu. */
export function PrintButton({ label }: { label: string }) {
  return <Button type="button" variant="ghost" icon="printer" data-island="print" hidden>{label}</Button>;
}
