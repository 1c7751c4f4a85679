/** The communes to choose from in a field whose `list` is `commune-names`, those of old among them; other words are taken, too. It stands once on a page, for the fields that a script draws as well. */
export function CommuneList({ communes }: { communes: readonly string[] }) {
  return <datalist id="commune-names">{communes.map((name) => <option key={name}>{name}</option>)}</datalist>;
}
