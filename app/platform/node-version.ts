/**
 * Ends the process with one sentence when Node is too old. Called before anything else is loaded,
 * because the database module does not exist there and its absence says nothing to people.
 */
export function refuseOldNode(version = process.versions.node): void {
  if (Number.parseInt(version, 10) >= 24) return;
  console.error(`hoc06 needs Node 24; this is Node ${version}. Start it through npm ("npm start"), which brings its own Node on Linux and Windows; on a Mac install Node 24.`);
  process.exit(1);
}
