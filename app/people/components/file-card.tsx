import { Button, Card, Field, fieldAria } from '../../ui/index.ts';
import { useFaults } from './faults.tsx';

/** Sends one file (field `file`) by a plain form to the page's own address; a refusal stands at its field. */
export function FileCard({ words, accept }: { words: { send: string; choose: string; hint: string }; accept: string }) {
  const { say } = useFaults();
  const field = { hint: words.hint, error: say('file'), required: true };
  return (
    <Card title={words.send} id="upload">
      <form method="post" encType="multipart/form-data" className="stack">
        <Field id="file" label={words.choose} {...field}><input type="file" id="file" name="file" accept={accept} className="input" {...fieldAria('file', field)} /></Field>
        <div className="row"><Button icon="upload">{words.send}</Button></div>
      </form>
    </Card>
  );
}
