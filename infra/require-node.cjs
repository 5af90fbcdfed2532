// Runs before every script, under whatever Node there is: so no syntax that an old one lacks.
var major = Number(process.versions.node.split('.')[0]);
if (major < 22) {
  console.error(
    'This needs Node 24, and this is ' +
      process.version +
      ': run "npm ci" again with install scripts allowed (npm config set ignore-scripts false), which brings Node 24 along, or install Node 24 yourself.',
  );
  process.exit(1);
}
